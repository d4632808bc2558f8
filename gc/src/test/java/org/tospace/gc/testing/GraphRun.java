package org.tospace.gc.testing;

import java.util.concurrent.CountDownLatch;
import org.tospace.gc.Blocked;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.HeapStatistics;
import org.tospace.gc.Mutator;

/** Random graphs of several mutators in one heap, one of each mutator's own and a table that they share. */
public final class GraphRun {
    private static final int TABLE_ENTRIES = 900;
    private static final int STEPS_AT_A_TIME = 10;
    private static final long LARGE_PAGE_BYTES = 16 << 10;

    private GraphRun() {
    }

    /**
     * Opens a heap, runs, compares everything and verifies the heap.
     *
     * @param steps how many changes each mutator makes to its graph
     * @return the heap's figures
     */
    public static HeapStatistics run(HeapOptions options, int mutators, long seed, int steps) {
        try (Heap heap = Heap.open(options)) {
            run(heap, mutators, seed, steps);
            HeapStatistics statistics = heap.statistics();
            heap.verify();
            return statistics;
        }
    }

    /** Runs in an open heap; the calling thread is not attached. */
    public static void run(Heap heap, int mutators, long seed, int steps) {
        // Less on large pages: every mutator leaves some of them half empty.
        long share = heap.options().pageBytes() > LARGE_PAGE_BYTES ? 8 : 4;
        long liveBytes = heap.options().spaceBytes() / (share * mutators);
        CountDownLatch ready = new CountDownLatch(1);
        SharedTable[] table = new SharedTable[1];
        MutatorThreads.run(mutators, index -> {
            try (Mutator mutator = heap.attach()) {
                if (index == 0) {
                    table[0] = new SharedTable(mutator, TABLE_ENTRIES, mutators);
                    ready.countDown();
                } else {
                    try (Blocked _ = mutator.blocked()) {
                        ready.await();
                    }
                }
                SharedTable.User user = table[0].new User(mutator, index, seed * 31 + index);
                GraphMutator graph = new GraphMutator(mutator, seed + index, liveBytes);
                for (int done = 0; done < steps; done += STEPS_AT_A_TIME) {
                    graph.run(STEPS_AT_A_TIME);
                    for (int i = 0; i < STEPS_AT_A_TIME; i++) {
                        user.step();
                    }
                }
                graph.compareAll();
                heap.collect();
                graph.compareAll();
                graph.close();
            }
        });
        table[0].close();
    }
}

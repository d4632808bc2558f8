package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.testing.GraphRun;
import org.tospace.gc.testing.HeapMappings;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.ScatteredReads;
import org.tospace.gc.testing.Seeds;

/** A heap with few mappings to spend works, and does not spend more. */
class MapBudgetTest {
    /** Open and closed parts of two spaces, two areas each, whatever the budget. */
    private static final long WITHOUT_BUDGET = 8;
    /**
     * The kernel lists mappings bit by bit, so a list taken while pages are opened shows stretches that were never there together. Without a
     * budget there would be a thousand.
     */
    private static final long TORN = 64;
    private static final int OBJECTS = 4000;
    private static final int READS = 1_000_000;
    private static final int READS_A_CHECK = 2000;

    @ParameterizedTest
    @CsvSource({"upcall,4,1,on", "upcall,4,1,off", "upcall,64,1,off", "trap,4,1,off", "trap,64,1,off", "upcall,4,4,on", "upcall,16,4,off", "upcall,256,4,on", "trap,4,1,on", "trap,4,4,off", "trap,16,4,on",
        "trap,256,4,on"})
    void mappingsStayWithinTheBudget(String barrier, int maps, int mutators, String background) {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=32m,page=4k,barrier=" + barrier + ",maps=" + maps + ",background=" + background)) {
                AtomicBoolean ended = new AtomicBoolean();
                AtomicLong most = new AtomicLong();
                long base = heap.memory().base();
                long bytes = heap.memory().bytes();
                Thread watcher = Thread.ofPlatform().daemon().start(() -> {
                    while (!ended.get()) {
                        most.accumulateAndGet(HeapMappings.in(base, bytes), Math::max);
                    }
                });
                MutatorThreads.run(mutators, index -> ScatteredReads.run(heap, new Random(seed + index), OBJECTS / mutators, READS, READS_A_CHECK, () -> {
                    // The watcher alone may get no turn on a busy machine.
                    long now = HeapMappings.in(base, bytes);
                    most.accumulateAndGet(now, Math::max);
                    if (mutators == 1 && background.equals("off")) {
                        // Nobody but this thread opens pages: the list is true.
                        assertTrue(now <= maps + WITHOUT_BUDGET, "mappings in the heap's range: " + now);
                    }
                }));
                ended.set(true);
                watcher.join();
                assertTrue(heap.statistics().traps() > 30 && heap.statistics().collections() > 6, () -> "too little happened to mean anything: " + heap.statistics());
                assertTrue(most.get() <= maps + WITHOUT_BUDGET + TORN, "mappings in the heap's range: " + most.get());
                assertTrue(most.get() > WITHOUT_BUDGET / 2, "the count sees nothing");
                heap.verify();
            }
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource({"upcall,4,4", "upcall,16,1", "trap,4,4", "trap,16,1"})
    void randomGraphAgreesWithModelOnFewMappings(String barrier, int maps, int mutators) {
        long seed = Seeds.next();
        HeapOptions options = HeapOptions.parse("heap=4m,page=4k,background=off,barrier=" + barrier + ",maps=" + maps);
        HeapStatistics statistics = Seeds.run(seed, () -> GraphRun.run(options, mutators, seed, 40_000));
        assertTrue(statistics.traps() + statistics.pagesByAssist() > 100, () -> "too little happened to mean anything: " + statistics);
    }
}

package org.tospace.gc.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;

/** Objects on many pages, read in random order while collections run, so that the pages opened by traps are far apart. */
public final class ScatteredReads {
    private static final ObjectLayout NODE = ObjectLayout.of(1, 1, 1000);
    private static final int READS_A_GARBAGE = 4;

    private ScatteredReads() {
    }

    /**
     * Reads, and checks what it reads.
     *
     * @param count of objects, which live throughout
     * @param reads how many
     * @param readsACheck every so many reads {@code check} is run
     */
    public static void run(Heap heap, Random random, int count, int reads, int readsACheck, Runnable check) {
        try (Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(mutator.allocate(0, count, 0));
            for (int i = 0; i < count; i++) {
                long node = mutator.allocate(NODE);
                mutator.putLong(node, NODE.rawOffset(), i);
                mutator.setSlot(roots.peek(), i, node);
            }
            for (int i = 0; i < reads; i++) {
                int index = random.nextInt(count);
                assertEquals(index, mutator.getLong(mutator.getSlot(roots.peek(), index), NODE.rawOffset()));
                if (i % READS_A_GARBAGE == 0) {
                    mutator.allocate(NODE);
                }
                if (i % readsACheck == 0) {
                    check.run();
                }
            }
        }
    }
}

package org.tospace.gc.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tospace.gc.testing.Seeds;

/** Free runs agree with a model that keeps a bit for each address. */
class FreeRunsTest {
    private static final int LENGTH = 500;

    private record Run(int start, int length) {
    }

    @Test
    void randomRunsAgreeWithModel() {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            Random random = new Random(seed);
            FreeRuns runs = new FreeRuns(0, LENGTH);
            BitSet free = new BitSet();
            free.set(0, LENGTH);
            List<Run> taken = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                if (random.nextInt(20) < 11) {
                    int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 100 : 10);
                    int expected = firstFit(free, length);
                    assertEquals(expected, runs.take(length), "where " + length + " addresses are");
                    if (expected >= 0) {
                        free.clear(expected, expected + length);
                        taken.add(new Run(expected, length));
                    }
                } else if (!taken.isEmpty()) {
                    Run run = taken.remove(random.nextInt(taken.size()));
                    free.set(run.start(), run.start() + run.length());
                    runs.add(run.start(), run.length());
                }
                compare(free, runs);
            }
            return null;
        });
    }

    private static int firstFit(BitSet free, int length) {
        for (int start = free.nextSetBit(0); start >= 0; start = free.nextSetBit(free.nextClearBit(start))) {
            if (free.nextClearBit(start) - start >= length) {
                return start;
            }
        }
        return -1;
    }

    private static void compare(BitSet free, FreeRuns runs) {
        int start = free.nextSetBit(0);
        for (int i = 0; i < runs.count(); i++) {
            assertTrue(start >= 0, "more runs than there are");
            assertEquals(start, runs.start(i));
            assertEquals(free.nextClearBit(start) - start, runs.length(i));
            start = free.nextSetBit(free.nextClearBit(start));
        }
        assertEquals(-1, start, "fewer runs than there are");
    }
}

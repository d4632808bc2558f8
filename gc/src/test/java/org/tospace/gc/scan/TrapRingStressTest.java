package org.tospace.gc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/** The ring of traps loses nothing but what it counts as lost, and hands records over whole and in order for each producer. */
class TrapRingStressTest {
    private static final int RECORDS = 20 * RoundThreads.ROUNDS;

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,16", "3,1024"})
    void producersAndDrainerLoseNothingButWhatIsCounted(int producers, int capacity) {
        try (NativeBlock block = NativeBlock.reserve(TrapRing.bytes(capacity))) {
            long ring = block.address();
            TrapRing.initialize(ring, capacity);
            AtomicInteger running = new AtomicInteger(producers);
            long[] claimed = new long[producers];
            long[] drained = new long[producers];
            MutatorThreads.run(producers + 1, index -> {
                if (index == producers) {
                    long[] last = new long[producers];
                    boolean more = true;
                    while (more) {
                        boolean ended = running.get() == 0;
                        more = drain(ring, last, drained) || !ended;
                    }
                } else {
                    for (int i = 1; i <= RECORDS; i++) {
                        long record = TrapRing.claim(ring);
                        if (record != 0) {
                            claimed[index]++;
                            TrapRing.fill(record, index, i);
                            TrapRing.fillTime(record, 3L * i, 5L * i, 7L * i);
                            TrapRing.fillWork(record, 11L * i, 13L * i, 17L * i);
                            TrapRing.publish(ring, record);
                        } else if (i % 64 == 0) {
                            Thread.yield();
                        }
                    }
                    running.decrementAndGet();
                }
            });
            long all = 0;
            for (int i = 0; i < producers; i++) {
                assertEquals(claimed[i], drained[i], "records of producer " + i);
                all += drained[i];
            }
            assertEquals((long) producers * RECORDS, all + TrapRing.lost(ring));
            assertTrue(all > 0);
        }
    }

    private static boolean drain(long ring, long[] last, long[] drained) {
        long record = TrapRing.next(ring);
        if (record == 0) {
            Thread.onSpinWait();
            return false;
        }
        long origin = Memory.getLong(record + TrapRing.ORIGIN);
        int producer = (int) (origin & 0xFFFF);
        long number = origin >>> TrapRing.ORIGIN_SHIFT;
        boolean whole = Memory.getLong(record + TrapRing.START) == 3 * number && Memory.getLong(record + TrapRing.WAIT) == 5 * number
                && Memory.getLong(record + TrapRing.TIME) == 7 * number && Memory.getLong(record + TrapRing.PAGE) == 11 * number
                && Memory.getLong(record + TrapRing.OBJECTS) == 13 * number && Memory.getLong(record + TrapRing.COPIED) == 17 * number;
        if (!whole || number <= last[producer]) {
            throw new AssertionError("record " + number + " of producer " + producer + " after " + last[producer] + (whole ? "" : " is not whole"));
        }
        last[producer] = number;
        drained[producer]++;
        TrapRing.release(ring);
        return true;
    }

    @Test
    void fullRingCountsWhatItCannotKeep() {
        try (NativeBlock block = NativeBlock.reserve(TrapRing.bytes(4))) {
            long ring = block.address();
            TrapRing.initialize(ring, 4);
            for (int i = 0; i < 4; i++) {
                TrapRing.publish(ring, TrapRing.claim(ring));
            }
            assertEquals(0, TrapRing.claim(ring));
            assertEquals(1, TrapRing.lost(ring));
            assertTrue(TrapRing.next(ring) != 0);
            TrapRing.release(ring);
            assertTrue(TrapRing.claim(ring) != 0);
            assertEquals(1, TrapRing.lost(ring));
        }
    }
}

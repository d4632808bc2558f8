package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A large object with slots is cleared, or opened where it is to stay, between safepoints, and begun again when a collection begins at one of them: who collects without end must not keep it
 * from coming into being.
 */
class LargeClearingTest {
    private static final long RAW_BYTES = 60 << 20;
    private static final int OBJECTS = 5;
    /** The steps double from 256 KiB each time, so the ninth attempt comes to its end; each takes room anew. */
    private static final long MOST_ATTEMPTS = 9;

    @ParameterizedTest
    @CsvSource({"TRAP,0", "TRAP,64k", "UPCALL,0", "UPCALL,64k", "CHECKED,0", "CHECKED,64k"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void comesIntoBeingWhateverOthersCollect(Barrier barrier, String large) throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        try (Heap heap = Heap.open("heap=384m,large=" + large + ",barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            Thread collecting = Thread.ofPlatform().daemon().start(() -> {
                while (!stop.get()) {
                    heap.collect();
                }
            });
            try {
                for (int i = 0; i < OBJECTS; i++) {
                    checkAllocation(heap, mutator);
                }
            } finally {
                stop.set(true);
                try (Blocked _ = mutator.blocked()) {
                    collecting.join(TimeUnit.SECONDS.toMillis(20));
                }
            }
        }
    }

    private static void checkAllocation(Heap heap, Mutator mutator) {
        long before = heap.statistics().bytesAllocated();
        long object = mutator.allocate(1, 1, RAW_BYTES);
        long attempts = (heap.statistics().bytesAllocated() - before) / RAW_BYTES;
        assertTrue(attempts <= MOST_ATTEMPTS, attempts + " attempts at one allocation");
        for (long offset = 8; offset < RAW_BYTES; offset += Long.BYTES) {
            assertEquals(0, mutator.getLong(object, offset));
            if (offset > 8) {
                mutator.putLong(object, offset, -1);
            }
        }
    }
}

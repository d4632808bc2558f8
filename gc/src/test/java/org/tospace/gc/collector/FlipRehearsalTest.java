package org.tospace.gc.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;

class FlipRehearsalTest {
    private static final HeapOptions OPTIONS = HeapOptions.parse("heap=16m");
    private static final ObjectLayout CELL = ObjectLayout.of(1, 2, 0);
    private static final long QUIET_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void isSharedByTheHeapsOfABarrierAndGoneWithTheLast() {
        FlipRehearsal first = FlipRehearsal.acquire(OPTIONS).orElseThrow();
        FlipRehearsal second = FlipRehearsal.acquire(OPTIONS).orElseThrow();
        FlipRehearsal other = FlipRehearsal.acquire(HeapOptions.parse("heap=16m,barrier=checked")).orElseThrow();
        assertSame(first, second);
        assertNotSame(first, other);
        first.release();
        int before = second.rounds();
        assertTrue(second.round());
        assertEquals(before + 1, second.rounds());
        second.release();
        other.release();
        FlipRehearsal later = FlipRehearsal.acquire(OPTIONS).orElseThrow();
        assertNotSame(first, later);
        later.release();
    }

    @Test
    void comesBeforeFlips() throws InterruptedException {
        try (Heap heap = Heap.open(OPTIONS); Mutator mutator = heap.attach()) {
            FlipRehearsal rehearsal = FlipRehearsal.acquire(OPTIONS).orElseThrow();
            try {
                assertTrue(isReached(() -> !rehearsal.isUnfinished()), "the first rounds have not come to an end");
                int before = rehearsal.rounds();
                Thread.sleep(QUIET_MILLIS);
                assertEquals(before, rehearsal.rounds(), "rounds with no flip near");
                assertTrue(isReached(() -> {
                    for (int i = 0; i < 1000; i++) {
                        mutator.allocate(CELL);
                    }
                    return rehearsal.rounds() > before;
                }), "no round although there were flips: " + heap.statistics().collections());
                assertFalse(rehearsal.isUnfinished());
            } finally {
                rehearsal.release();
            }
        }
    }

    private static boolean isReached(BooleanSupplier goal) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!goal.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}

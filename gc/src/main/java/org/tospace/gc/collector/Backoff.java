package org.tospace.gc.collector;

import java.util.concurrent.locks.LockSupport;

/** How ordinary Java waits for another thread's piece of work: spins, then yields, then sleeps for a moment. For one thread. */
final class Backoff {
    private static final int SPINS = 100;
    private static final int YIELDS = 40;
    private static final long PARK_NANOS = 20_000;

    private int waits;

    void reset() {
        waits = 0;
    }

    void pause() {
        waits++;
        if (waits <= SPINS) {
            Thread.onSpinWait();
        } else if (waits <= SPINS + YIELDS) {
            Thread.yield();
        } else {
            // With the interrupt flag set this returns at once, and the wait is a busy one; the flag is the embedder's.
            LockSupport.parkNanos(PARK_NANOS);
        }
    }
}

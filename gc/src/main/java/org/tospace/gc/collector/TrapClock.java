package org.tospace.gc.collector;

/**
 * Turns the time stamps of traps into nanoseconds of {@link System#nanoTime}. The processor's ticks (a constant rate on every x86-64 of
 * the last fifteen years) are measured against that clock from when the first heap was opened until they are asked for. Any thread.
 */
interface TrapClock {
    /** Time stamps that are nanoseconds already. */
    TrapClock NANOS = new TrapClock() {
        @Override
        public long nanoTime(long stamp) {
            return stamp;
        }

        @Override
        public long nanos(long difference) {
            return difference;
        }
    };

    /** The time of a stamp. */
    long nanoTime(long stamp);

    /** A length of time. */
    long nanos(long difference);

    /** A clock of the processor's ticks. */
    static TrapClock ticks() {
        return Ticks.INSTANCE;
    }

    /** The one clock of ticks. */
    final class Ticks implements TrapClock {
        private static final Ticks INSTANCE = new Ticks();
        /** As long as this the rate is measured before it is settled. */
        private static final long MEASURED_NANOS = 50_000_000;
        private static final long SHORTEST_NANOS = 1_000_000;
        /** Readings that are further apart had something come between them. */
        private static final long INTERRUPTED_NANOS = 20_000;
        private static final int ATTEMPTS = 8;

        private final long startTicks;
        private final long startNanos;
        /** 0 until settled; settled, so that sums that grow in ticks grow in nanoseconds too. */
        private volatile double settledNanosPerTick;

        private Ticks() {
            // The first call may have the scanner compiled: the clock must not stand between the two readings.
            CompiledScanner.timeStamp();
            startTicks = CompiledScanner.timeStamp();
            startNanos = System.nanoTime();
        }

        private double nanosPerTick() {
            double settled = settledNanosPerTick;
            if (settled != 0) {
                return settled;
            }
            long now = System.nanoTime();
            while (now - startNanos < SHORTEST_NANOS) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            double rate = (double) (now - startNanos) / (CompiledScanner.timeStamp() - startTicks);
            if (now - startNanos >= MEASURED_NANOS) {
                settledNanosPerTick = rate;
            }
            return rate;
        }

        /** Counted back from now: the rate is not exact, and what it is off by grows with the time that it is used for. */
        @Override
        public long nanoTime(long stamp) {
            long before;
            long ticks;
            long after;
            int attempts = 0;
            do {
                before = System.nanoTime();
                ticks = CompiledScanner.timeStamp();
                after = System.nanoTime();
                attempts++;
            } while (after - before > INTERRUPTED_NANOS && attempts < ATTEMPTS);
            return before - nanos(ticks - stamp);
        }

        @Override
        public long nanos(long difference) {
            return Math.round(difference * nanosPerTick());
        }
    }
}

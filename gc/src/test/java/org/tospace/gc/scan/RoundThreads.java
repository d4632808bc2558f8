package org.tospace.gc.scan;

import java.util.concurrent.atomic.AtomicInteger;
import org.tospace.gc.testing.MutatorThreads;

/** Many short rounds of the same threads, which enter each round as nearly at the same time as spinning can make them. */
final class RoundThreads {
    /** Rounds of the protocol tests. {@code -Dtospace.test.rounds=N} for longer runs. */
    static final int ROUNDS = Integer.getInteger("tospace.test.rounds", 3_000);

    private RoundThreads() {
    }

    /** What one thread does in one round. */
    @FunctionalInterface
    interface Action {
        /** Thread {@code index} in round {@code round}. */
        void run(int index, int round);
    }

    /** Before each round {@code prepare} runs alone, after it {@code check} does. */
    static void run(int threads, int rounds, Runnable prepare, Action action, Runnable check) {
        AtomicInteger arrived = new AtomicInteger();
        AtomicInteger phase = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        MutatorThreads.run(threads, index -> {
            try {
                for (int round = 0; round < rounds; round++) {
                    meet(threads, arrived, phase, failed, round == 0 ? prepare : () -> {
                        check.run();
                        prepare.run();
                    });
                    action.run(index, round);
                }
                meet(threads, arrived, phase, failed, check);
            } catch (Throwable e) {
                failed.incrementAndGet();
                throw e;
            }
        });
    }

    private static void meet(int threads, AtomicInteger arrived, AtomicInteger phase, AtomicInteger failed, Runnable alone) {
        int now = phase.get();
        if (arrived.incrementAndGet() == threads) {
            alone.run();
            arrived.set(0);
            phase.set(now + 1);
            return;
        }
        int spins = 0;
        while (phase.get() == now) {
            if (failed.get() != 0) {
                throw new IllegalStateException("another thread failed");
            }
            spins++;
            if (spins > 2_000) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }
}

package org.tospace.workloads.plain;

import java.util.concurrent.TimeUnit;
import org.tospace.workloads.measure.Steps;

/**
 * The control: threads that allocate nothing and only step, for a given time. Whatever gaps they see are the machine's own, and the clock's. A step
 * takes about as long as one of a workload's, half a microsecond or so.
 */
final class Idle implements PlainWorkload {
    private static final int ROUNDS_A_STEP = 400;
    private static final int STEPS_A_LOOK = 1_024;

    private final long nanos;

    Idle(long millis) {
        nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public void run(PlainContext context) {
        context.mutate((steps, thread) -> idle(steps, context.parameters().seedOf(thread) | 1));
    }

    private void idle(Steps steps, long seed) {
        long random = seed;
        long start = System.nanoTime();
        do {
            for (int i = 0; i < STEPS_A_LOOK; i++) {
                random = round(random);
                steps.tick();
            }
        } while (System.nanoTime() - start < nanos);
        if (random == 0) {
            throw new IllegalStateException("a xorshift generator never yields 0");
        }
    }

    private static long round(long seed) {
        long random = seed;
        for (int i = 0; i < ROUNDS_A_STEP; i++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
        }
        return random;
    }
}

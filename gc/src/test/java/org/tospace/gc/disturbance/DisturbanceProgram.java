package org.tospace.gc.disturbance;

import java.time.Duration;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import jdk.jfr.consumer.RecordingStream;
import org.tospace.gc.Barrier;
import org.tospace.gc.Heap;
import org.tospace.gc.testing.MutatorThreads;

/**
 * Four mutators that trap and one thread for each {@link Disturbance}, beside the JVM's own sampler, which interrupts threads by signals. The
 * main class of child JVMs. Arguments: the heap's options, for how many
 * seconds at least, how often each disturbance has to happen at least, the seed.
 *
 * <p>It ends after that time, but not before enough of everything has happened to mean anything. So it either ends with what it has counted,
 * or someone hangs; that is for the parent to see.
 */
final class DisturbanceProgram {
    private static final int MUTATORS = 4;
    private static final long LEAST_TRAPS = 2_000;

    private final Heap heap;
    private final long deadline;
    private final long leastTimes;
    private final AtomicLongArray times = new AtomicLongArray(Disturbance.values().length);
    private final AtomicBoolean failed = new AtomicBoolean();

    private DisturbanceProgram(Heap heap, long nanos, long leastTimes) {
        this.heap = heap;
        this.deadline = System.nanoTime() + nanos;
        this.leastTimes = leastTimes;
    }

    /** Exit code 0 when all was read as it was written and nobody hung. */
    public static void main(String[] arguments) {
        AtomicLong deoptimisations = new AtomicLong();
        AtomicLong samples = new AtomicLong();
        try (RecordingStream recording = new RecordingStream(); Heap heap = Heap.open(arguments[0])) {
            recording.enable("jdk.Deoptimization").withoutStackTrace();
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(1));
            recording.onEvent("jdk.Deoptimization", _ -> deoptimisations.incrementAndGet());
            recording.onEvent("jdk.ExecutionSample", _ -> samples.incrementAndGet());
            recording.startAsync();
            DisturbanceProgram program = new DisturbanceProgram(heap, Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos(),
                    Long.parseLong(arguments[2]));
            long seed = Long.parseLong(arguments[3]);
            MutatorThreads.run(MUTATORS + Disturbance.values().length, index -> program.part(index, seed));
            recording.stop();
            heap.verify();
            System.out.println(program.counted() + ", deoptimisations " + deoptimisations + ", samples " + samples);
        }
    }

    private void part(int index, long seed) throws Exception {
        boolean complete = false;
        try {
            if (index < MUTATORS) {
                try (TrapTraffic traffic = new TrapTraffic(heap, seed + index)) {
                    while (!isOver()) {
                        traffic.round();
                    }
                }
            } else {
                disturb(Disturbance.values()[index - MUTATORS]);
            }
            complete = true;
        } finally {
            if (!complete) {
                failed.set(true);
            }
        }
    }

    private void disturb(Disturbance disturbance) throws Exception {
        Thread.currentThread().setName("disturbance " + disturbance);
        while (!isOver()) {
            disturbance.once();
            times.incrementAndGet(disturbance.ordinal());
        }
    }

    private boolean isOver() {
        return failed.get() || System.nanoTime() > deadline && (heap.options().barrier() == Barrier.CHECKED || heap.statistics().traps() >= LEAST_TRAPS)
                && Arrays.stream(Disturbance.values()).allMatch(disturbance -> times.get(disturbance.ordinal()) >= leastTimes);
    }

    private String counted() {
        StringJoiner text = new StringJoiner(", ");
        text.add("collections " + heap.statistics().collections()).add("traps " + heap.statistics().traps());
        for (Disturbance disturbance : Disturbance.values()) {
            text.add(disturbance + " " + times.get(disturbance.ordinal()));
        }
        return text.toString();
    }
}

package org.tospace.workloads.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tospace.workloads.measure.GapRecorder;
import org.tospace.workloads.measure.Gaps;
import org.tospace.workloads.measure.JvmLog;
import org.tospace.workloads.measure.ProcessFigures;
import org.tospace.workloads.measure.Steps;

/** Measures a run from the begin of its first iteration that counts to its last one's end. */
final class Measuring {
    private final MeasuringSettings settings;
    private final List<GapRecorder> recorders;
    private long cpuBefore;
    private long startNanos;

    /** For so many threads. */
    Measuring(MeasuringSettings settings, int threads) {
        this.settings = settings;
        recorders = settings.gaps() ? Stream.generate(GapRecorder::new).limit(threads).toList() : List.of();
    }

    /** Begins now; what was before counts in nothing. */
    void begin() {
        // A method reference would load the class where nobody records: a second kind of steps, for which the JVM gives up all that it has compiled with one.
        for (GapRecorder recorder : recorders) {
            recorder.restart();
        }
        cpuBefore = settings.process() ? ProcessFigures.cpuNanos() : 0;
        startNanos = System.nanoTime();
    }

    /** When it began. */
    long startNanos() {
        return startNanos;
    }

    /** The steps of a thread, the same in every iteration; also in those before the begin, so that what the JVM compiles then is what is measured. */
    Steps steps(int thread) {
        return recorders.isEmpty() ? Steps.NONE : recorders.get(thread);
    }

    /** Ends now; the heap must still be there. */
    Measurements end() {
        long endNanos = System.nanoTime();
        long cpuNanos = settings.process() ? ProcessFigures.cpuNanos() - cpuBefore : 0;
        long peakBytes = settings.process() ? ProcessFigures.peakBytes() : 0;
        return new Measurements(startNanos, cpuNanos, peakBytes, recorders.isEmpty() ? Optional.empty() : Optional.of(Gaps.of(recorders)),
                settings.jvmLog().flatMap(file -> {
                    try {
                        return Optional.of(JvmLog.read(file, startNanos, endNanos));
                    } catch (IOException e) {
                        return Optional.empty();
                    }
                }));
    }
}

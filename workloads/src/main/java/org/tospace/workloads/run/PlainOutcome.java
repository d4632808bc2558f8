package org.tospace.workloads.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tospace.workloads.measure.JvmLog;
import org.tospace.workloads.measure.MinimumUtilisation;
import org.tospace.workloads.measure.MutatorSpan;
import org.tospace.workloads.measure.PauseIntervals;
import org.tospace.workloads.measure.PauseLog;

/**
 * What a run of a workload's twin has shown, after it had warmed up.
 *
 * @param spans when each thread of each iteration ran
 * @param failure why the run ended early or its result was wrong; empty when it is done and verified
 */
public record PlainOutcome(List<Iteration> iterations, List<MutatorSpan> spans, Measurements measured, Optional<Throwable> failure) {
    /** The time of the iteration in the middle. */
    public long iterationNanos() {
        return Iteration.medianNanos(iterations);
    }

    /** The time of all iterations. */
    public long wallNanos() {
        return iterations.stream().mapToLong(Iteration::wallNanos).sum();
    }

    /** Pauses by kind, as the JVM told of them. */
    public Map<String, PauseLog> pauses() {
        Map<String, PauseLog> pauses = new LinkedHashMap<>();
        pauses.put("pause", measured.jvm().map(JvmLog::pauses).orElseGet(PauseLog::new));
        pauses.put("stall", measured.jvm().map(JvmLog::stalls).orElseGet(PauseLog::new));
        return pauses;
    }

    /** Minimum mutator utilisation by the length of the window in milliseconds, over all threads. */
    public Map<Integer, Double> minimumUtilisation() {
        List<PauseLog> logs = new ArrayList<>(pauses().values());
        return MinimumUtilisation.byWindow(spans.stream().map(span -> PauseIntervals.of(span, logs)).toList());
    }
}

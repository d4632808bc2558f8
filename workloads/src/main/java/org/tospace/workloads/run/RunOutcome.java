package org.tospace.workloads.run;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tospace.gc.HeapStatistics;
import org.tospace.workloads.measure.EventRecorder;
import org.tospace.workloads.measure.JvmLog;
import org.tospace.workloads.measure.MinimumUtilisation;
import org.tospace.workloads.measure.MutatorSpan;
import org.tospace.workloads.measure.PauseIntervals;
import org.tospace.workloads.measure.PauseKind;
import org.tospace.workloads.measure.PauseLog;
import org.tospace.workloads.measure.PauseSummary;

/**
 * What a run has shown, after it had warmed up.
 *
 * @param iterations each iteration begun that counts; the last of them may have failed
 * @param statistics what happened during them; levels at their end
 * @param spans when each mutator of each iteration ran
 * @param measured what was measured besides
 * @param failure why the run ended early or its result was wrong; empty when it is done and verified
 */
public record RunOutcome(RunSettings settings, List<Iteration> iterations, HeapStatistics statistics, EventRecorder recorder,
        List<MutatorSpan> spans, Measurements measured, Optional<RuntimeException> failure) {
    /** Whether everything was done and found right. */
    public boolean verified() {
        return failure.isEmpty();
    }

    /** The time of the iteration in the middle. */
    public long iterationNanos() {
        return Iteration.medianNanos(iterations);
    }

    /** The time of all iterations. */
    public long wallNanos() {
        return iterations.stream().mapToLong(Iteration::wallNanos).sum();
    }

    /** The distribution of pauses of each kind. */
    public Map<PauseKind, PauseSummary> pauses() {
        Map<PauseKind, PauseSummary> pauses = new EnumMap<>(PauseKind.class);
        for (PauseKind kind : PauseKind.values()) {
            pauses.put(kind, PauseSummary.of(recorder.pauses(kind)));
        }
        return pauses;
    }

    /**
     * Minimum mutator utilisation by the length of the window in milliseconds, over all mutators. Where the JVM's own log was read, the JVM's own
     * pauses count as well.
     */
    public Map<Integer, Double> minimumUtilisation() {
        Collection<PauseLog> logs = Stream.concat(Stream.of(PauseKind.values()).map(recorder::pauses),
                measured.jvm().map(JvmLog::pauses).stream()).toList();
        return MinimumUtilisation.byWindow(spans.stream().map(span -> PauseIntervals.of(span, logs)).toList());
    }
}

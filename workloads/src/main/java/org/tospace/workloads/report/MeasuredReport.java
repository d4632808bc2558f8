package org.tospace.workloads.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.tospace.workloads.measure.Gaps;
import org.tospace.workloads.measure.HeapCurve;
import org.tospace.workloads.measure.PauseLog;
import org.tospace.workloads.run.Measurements;

/**
 * What every run has in JSON, whoever collects its garbage.
 *
 * @param variant the barrier, or the JVM's collector
 * @param cpuNanos processor time of the whole process during the run
 * @param peakBytes the most memory that the process had, shared memory counted once
 * @param pauseEvents start, length, kind
 * @param pauseEventsDropped how many shorter pauses there were
 * @param gaps null when not measured
 * @param gapMmu as mmu, each longer gap taken for a pause; null when not measured
 * @param heapOverTime nanoseconds since the run's start, bytes in use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"variant", "cpuNanos", "peakBytes", "pauseEvents", "pauseEventsDropped", "gaps", "gapMmu", "heapOverTime"})
public record MeasuredReport(String variant, long cpuNanos, long peakBytes, List<List<Object>> pauseEvents, long pauseEventsDropped,
        GapReport gaps, Map<Integer, Double> gapMmu, List<List<Long>> heapOverTime) {
    static MeasuredReport of(String variant, Measurements measured, Map<String, List<PauseLog>> pauses, HeapCurve heap) {
        PauseEvents events = PauseEvents.of(pauses, measured.startNanos());
        return new MeasuredReport(variant, measured.cpuNanos(), measured.peakBytes(), events.events(), events.dropped(),
                measured.gaps().map(gaps -> GapReport.of(gaps, measured.startNanos())).orElse(null),
                measured.gaps().map(Gaps::minimumUtilisation).orElse(null),
                heap.points().stream().map(point -> List.of(point.nanos() - measured.startNanos(), point.usedBytes())).toList());
    }
}

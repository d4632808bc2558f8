package org.tospace.workloads.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.tospace.workloads.measure.Gaps;

/**
 * The gaps between the steps of a run's mutators, as JSON has them.
 *
 * @param thresholdNanos from this length on each is among the events
 * @param hdr the whole distribution: a compressed HdrHistogram in base 64
 * @param events start and length of single gaps, nanoseconds since the run's start
 */
@JsonPropertyOrder({"count", "p50Nanos", "p99Nanos", "p999Nanos", "p9999Nanos", "maxNanos", "totalNanos", "thresholdNanos", "hdr", "events",
    "eventsDropped"})
public record GapReport(long count, long p50Nanos, long p99Nanos, long p999Nanos, long p9999Nanos, long maxNanos, long totalNanos,
        long thresholdNanos, String hdr, List<List<Object>> events, long eventsDropped) {
    static GapReport of(Gaps gaps, long startNanos) {
        PauseEvents events = PauseEvents.of(Map.of("", gaps.longGaps()), startNanos);
        return new GapReport(gaps.count(), gaps.percentileNanos(50), gaps.percentileNanos(99), gaps.percentileNanos(99.9),
                gaps.percentileNanos(99.99), gaps.longestNanos(), gaps.totalNanos(), gaps.thresholdNanos(), gaps.encoded(), events.events(),
                events.dropped());
    }
}

package org.tospace.workloads.measure;

import org.HdrHistogram.Histogram;

/**
 * The distribution of some pauses. Percentiles are HdrHistogram's, exact to three significant digits; maximum and total are exact.
 *
 * @param count how many there were; all else is 0 when there were none
 */
public record PauseSummary(long count, long p50Nanos, long p99Nanos, long maxNanos, long totalNanos) {
    private static final int SIGNIFICANT_DIGITS = 3;

    /** The summary of all pauses of a log. */
    public static PauseSummary of(PauseLog log) {
        if (log.size() == 0) {
            return new PauseSummary(0, 0, 0, 0, 0);
        }
        Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
        long total = 0;
        long longest = 0;
        for (int i = 0; i < log.size(); i++) {
            long nanos = Math.max(0, log.durationNanos(i));
            histogram.recordValue(nanos);
            total += nanos;
            longest = Math.max(longest, nanos);
        }
        return new PauseSummary(log.size(), atMost(histogram, 50, longest), atMost(histogram, 99, longest), longest, total);
    }

    /** A percentile is the upper end of its bucket, which may lie above the longest pause there was. */
    private static long atMost(Histogram histogram, double percentile, long longest) {
        return Math.min(longest, histogram.getValueAtPercentile(percentile));
    }
}

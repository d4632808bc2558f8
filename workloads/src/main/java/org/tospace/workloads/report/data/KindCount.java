package org.tospace.workloads.report.data;

/** The pauses of one kind in one run; what is unknown is NaN. */
public record KindCount(double count, double p50Nanos, double p99Nanos, double maxNanos, double totalNanos) {
    /** Whether there was at least one. */
    public boolean isAny() {
        return count > 0;
    }
}

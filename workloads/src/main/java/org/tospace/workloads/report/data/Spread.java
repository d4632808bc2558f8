package org.tospace.workloads.report.data;

import java.util.Arrays;

/**
 * Median and range of one figure over several runs; all NaN when there are no runs.
 *
 * @param low the smallest
 * @param high the greatest
 * @param count of how many runs
 */
public record Spread(double median, double low, double high, int count) {
    /** The spread of these values; those that are NaN do not count. */
    public static Spread of(double... values) {
        double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    /** Whether there is any value. */
    public boolean isKnown() {
        return count > 0;
    }

    /** Whether the ranges meet: then the runs do not tell which of the two is smaller. */
    public boolean overlaps(Spread other) {
        return low <= other.high && other.low <= high;
    }
}

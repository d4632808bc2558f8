package org.tospace.workloads.compare;

import java.util.Arrays;

/** The middle of some figures, and how far they lie apart. Of an even number of figures the median is the mean of the two in the middle. */
public record Spread(double median, double low, double high) {
    /** Of at least one figure. */
    public static Spread of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}

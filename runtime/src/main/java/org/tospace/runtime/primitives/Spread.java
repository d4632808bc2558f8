package org.tospace.runtime.primitives;

import java.util.Arrays;

/**
 * A figure that was taken many times.
 *
 * @param median half of the samples were lower
 * @param low a tenth of the samples were lower
 * @param high a tenth of the samples were higher
 */
public record Spread(double median, double low, double high) {

    /** Of at least one sample, in any order. */
    static Spread of(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.1), quantile(sorted, 0.9));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}

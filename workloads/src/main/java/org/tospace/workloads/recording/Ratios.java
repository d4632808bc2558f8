package org.tospace.workloads.recording;

import java.util.Arrays;
import java.util.List;

/**
 * How much longer runs took than the run of the same round with nothing recorded.
 *
 * @param median of all rounds; 1.02 stands for 2 % more
 * @param low a quarter of all rounds is below
 * @param high a quarter of all rounds is above
 */
record Ratios(double median, double low, double high) {
    /** The ratios of values to others, one by one. */
    static Ratios of(List<Long> values, List<Long> others) {
        double[] ratios = new double[values.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) values.get(i) / others.get(i);
        }
        Arrays.sort(ratios);
        return new Ratios(at(ratios, 0.5), at(ratios, 0.25), at(ratios, 0.75));
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The middle one, or the mean of the two in the middle. */
    static long median(List<Long> values) {
        return Math.round(at(values.stream().mapToDouble(Long::doubleValue).sorted().toArray(), 0.5));
    }
}

package org.tospace.workloads.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How much longer runs took than their neighbours with nothing recorded.
 *
 * @param median of all rounds; 1.02 stands for 2 % more
 * @param quartiles a quarter of all rounds is below, a quarter above
 * @param confidence where the median of endlessly many such rounds is, with a probability of at least 95 %; empty of fewer than six rounds, which cannot tell
 */
record Ratios(double median, Range quartiles, Optional<Range> confidence) {
    private static final double BEYOND_EACH_END = 0.025;

    /** From the one to the other. */
    record Range(double low, double high) {
    }

    /** The ratios of values to others, one by one. */
    static Ratios of(List<Long> values, List<Long> others) {
        double[] ratios = new double[values.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) values.get(i) / others.get(i);
        }
        Arrays.sort(ratios);
        return new Ratios(at(ratios, 0.5), new Range(at(ratios, 0.25), at(ratios, 0.75)), confidence(ratios));
    }

    /** By order statistics: that at most k of n are below the median is as likely as at most k heads of n coins. */
    private static Optional<Range> confidence(double[] sorted) {
        int coins = sorted.length;
        double exactly = Math.pow(0.5, coins);
        double atMost = exactly;
        int end = 0;
        while (atMost <= BEYOND_EACH_END) {
            exactly *= (double) (coins - end) / (end + 1);
            atMost += exactly;
            end++;
        }
        return end == 0 ? Optional.empty() : Optional.of(new Range(sorted[end - 1], sorted[coins - end]));
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

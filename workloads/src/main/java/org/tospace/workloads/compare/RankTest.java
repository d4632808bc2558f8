package org.tospace.workloads.compare;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Whether two groups of figures differ by more than chance: the test of Mann and Whitney by ranks (Wilcoxon's rank sum), two-sided and exact: all
 * ways to deal the ranks to the two groups are counted, equal figures sharing their ranks. It assumes nothing of the figures' distribution.
 *
 * <p>Source: H. Mann and D. Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of
 * Mathematical Statistics 18(1), 1947.
 */
public final class RankTest {
    /** What is rarer than this is not called chance. */
    public static final double LEVEL = 0.05;
    /** With fewer figures in each group no difference is rare enough. */
    public static final int LEAST_FIGURES = 4;

    private RankTest() {
    }

    /** How likely ranks at least as unequal as these are, if there is no difference: from 0 to 1. */
    public static double probability(double[] a, double[] b) {
        int[] ranks = doubledRanks(a, b);
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ranks[i];
        }
        double[] ways = waysBySum(ranks, a.length);
        double mean = (double) a.length * (a.length + b.length + 1);
        double as = 0;
        double all = 0;
        for (int s = 0; s < ways.length; s++) {
            all += ways[s];
            if (Math.abs(s - mean) >= Math.abs(sum - mean)) {
                as += ways[s];
            }
        }
        return as / all;
    }

    /** Whether they differ by more than chance would have it. */
    public static boolean differ(double[] a, double[] b) {
        return a.length > 0 && b.length > 0 && probability(a, b) < LEVEL;
    }

    /** Twice the rank of each, so that shared ranks are whole: first those of a, then those of b. */
    private static int[] doubledRanks(double[] a, double[] b) {
        double[] all = DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).toArray();
        int[] ranks = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            double figure = all[i];
            int smaller = (int) Arrays.stream(all).filter(other -> other < figure).count();
            int equal = (int) Arrays.stream(all).filter(other -> other == figure).count();
            ranks[i] = 2 * smaller + equal + 1;
        }
        return ranks;
    }

    /** In how many ways so many of the ranks have each sum. */
    private static double[] waysBySum(int[] ranks, int count) {
        int most = Arrays.stream(ranks).sum();
        double[][] ways = new double[count + 1][most + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int taken = count; taken > 0; taken--) {
                for (int sum = most; sum >= rank; sum--) {
                    ways[taken][sum] += ways[taken - 1][sum - rank];
                }
            }
        }
        return ways[count];
    }
}

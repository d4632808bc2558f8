package org.tospace.workloads.report.data;

import java.util.Arrays;
import org.tospace.workloads.compare.RankTest;

/** One figure over several runs; median and range are NaN when there are none. */
public final class Spread {
    private final double[] sorted;

    private Spread(double[] sorted) {
        this.sorted = sorted;
    }

    /** The spread of these values; those that are NaN do not count. */
    public static Spread of(double... values) {
        return new Spread(Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray());
    }

    /** Of how many runs. */
    public int count() {
        return sorted.length;
    }

    /** Whether there is any value. */
    public boolean isKnown() {
        return sorted.length > 0;
    }

    /** The value in the middle; of an even number the mean of the two there. */
    public double median() {
        int middle = sorted.length / 2;
        return !isKnown() ? Double.NaN : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest. */
    public double low() {
        return isKnown() ? sorted[0] : Double.NaN;
    }

    /** The greatest. */
    public double high() {
        return isKnown() ? sorted[sorted.length - 1] : Double.NaN;
    }

    /** Whether the two differ by more than chance would have it; with few runs they never do. */
    public boolean differs(Spread other) {
        return RankTest.differ(sorted, other.sorted);
    }
}

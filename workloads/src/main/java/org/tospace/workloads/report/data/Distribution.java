package org.tospace.workloads.report.data;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many values of which size there were. Some may be known only as "at most so much", where a file keeps just the longest pauses or just a
 * few percentiles; {@link #exactFrom} tells from which percentile on the values are exact. Not empty, except for {@link #EMPTY}.
 */
public final class Distribution {
    /** No values: nothing was measured. */
    public static final Distribution EMPTY = new Distribution(new TreeMap<>(), 0);

    /** Files may claim any count: of one value no more than this is believed, so that the sum of all fits. */
    private static final long MOST = 1L << 40;

    private final double[] values;
    /** How many values there are up to and with each of {@link #values}. */
    private final long[] ranks;
    private final long bounded;

    private Distribution(TreeMap<Double, Long> counts, long bounded) {
        this.values = new double[counts.size()];
        this.ranks = new long[counts.size()];
        this.bounded = bounded;
        int i = 0;
        long rank = 0;
        for (Map.Entry<Double, Long> entry : counts.entrySet()) {
            rank += entry.getValue();
            values[i] = entry.getKey();
            ranks[i] = rank;
            i++;
        }
    }

    /** All values of several distributions. */
    public static Distribution pool(Collection<Distribution> parts) {
        Builder all = new Builder();
        for (Distribution part : parts) {
            all.add(part);
        }
        return all.build();
    }

    /** Whether nothing was measured. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /** How many values there are. */
    public long count() {
        return isEmpty() ? 0 : ranks[ranks.length - 1];
    }

    /** The greatest value; NaN when there is none. */
    public double max() {
        return isEmpty() ? Double.NaN : values[values.length - 1];
    }

    /**
     * The smallest value that at least this share of all values does not exceed; NaN when there is none.
     *
     * @param share from 0 to 1
     */
    public double at(double share) {
        if (isEmpty()) {
            return Double.NaN;
        }
        long wanted = Math.clamp((long) Math.ceil(share * count() - 1e-6), 1, count());
        int low = 0;
        int high = ranks.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranks[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return values[low];
    }

    /** The share of values above which all are exact; below it they are upper bounds. */
    public double exactFrom() {
        return isEmpty() ? 0 : (double) bounded / count();
    }

    /** Collects values in any order. */
    public static final class Builder {
        private final TreeMap<Double, Long> counts = new TreeMap<>();
        private long bounded;

        /** An empty one. */
        public Builder() {
        }

        /** Adds so many values; nothing when the value is no number or there are none. */
        public Builder add(double value, long count) {
            if (value >= 0 && value < Double.POSITIVE_INFINITY && count > 0) {
                counts.merge(value, Math.min(count, MOST), Distribution::sum);
            }
            return this;
        }

        /** Adds so many values of which it is only known that they are not greater than this one. */
        public Builder addAtMost(double value, long count) {
            add(value, count);
            bounded = sum(bounded, Math.clamp(count, 0, MOST));
            return this;
        }

        /** Adds all values of another distribution. */
        public Builder add(Distribution other) {
            long before = 0;
            for (int i = 0; i < other.values.length; i++) {
                add(other.values[i], other.ranks[i] - before);
                before = other.ranks[i];
            }
            bounded = sum(bounded, other.bounded);
            return this;
        }

        /** The values so far. */
        public Distribution build() {
            return counts.isEmpty() ? EMPTY : new Distribution(counts, bounded);
        }
    }

    private static long sum(long a, long b) {
        return Math.min(MOST, a + b);
    }
}

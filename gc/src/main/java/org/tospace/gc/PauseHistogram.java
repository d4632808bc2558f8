package org.tospace.gc;

/**
 * Counts pauses by length: a bucket for each length up to 63 ns, then 32 buckets for each power of two. Any thread.
 */
final class PauseHistogram {
    private static final int SUB_BITS = 5;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    private static final int BUCKETS = (Long.SIZE - SUB_BITS) * SUB_BUCKETS;

    private final long[] counts = new long[BUCKETS];
    private long count;
    private long totalNanos;
    private long maxNanos;

    synchronized void add(long nanos) {
        long length = Math.max(0, nanos);
        counts[bucket(length)]++;
        count++;
        totalNanos += length;
        maxNanos = Math.max(maxNanos, length);
    }

    private static int bucket(long length) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(length) - SUB_BITS - 1);
        return (shift << SUB_BITS) + (int) (length >>> shift);
    }

    /** The longest length that a bucket counts. */
    private static long highest(int bucket) {
        int shift = Math.max(0, (bucket >> SUB_BITS) - 1);
        return ((long) (bucket - (shift << SUB_BITS)) + 1 << shift) - 1;
    }

    synchronized PauseFigures figures(String kind) {
        return new PauseFigures(kind, count, percentile(0.5), percentile(0.99), percentile(0.999), maxNanos, totalNanos);
    }

    private long percentile(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted && seen > 0) {
                return Math.min(highest(bucket), maxNanos);
            }
        }
        return 0;
    }
}

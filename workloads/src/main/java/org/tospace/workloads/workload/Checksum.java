package org.tospace.workloads.workload;

import java.util.Locale;

/** A number that two runs have in common when they have done the same, in the same order. For one thread. */
public final class Checksum {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long value;

    /** Takes in one more value. */
    public void add(long next) {
        value = value * 31 + next;
    }

    /** What came together. */
    public long value() {
        return value;
    }

    /** A number that looks random and depends on all bits of two others. Source: the finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    public static long mix(long first, long second) {
        long z = first + (second + 1) * FACTOR;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The line that a workload prints at its end: what its threads did, and the sum of their checksums. */
    public static String line(String what, long sum) {
        return String.format(Locale.ROOT, "%s, checksum %016x", what, sum);
    }
}

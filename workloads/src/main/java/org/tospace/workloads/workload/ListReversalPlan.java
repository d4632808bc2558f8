package org.tospace.workloads.workload;

import java.util.SplittableRandom;

/**
 * What one thread of {@link ListReversal} is to do, in numbers.
 *
 * @param cells in each of the lists
 * @param seed of the values and of what is done to which list
 */
public record ListReversalPlan(int cells, long seed) {
    /** How many lists there are. */
    public static final int LISTS = 4;
    /** How many reversals. */
    public static final int REVERSALS = 400;
    /** Cells between two polls. */
    public static final int CELLS_A_STEP = 128;

    static final int USUAL_CELLS = 50_000;

    /** The plan for one thread. */
    public static ListReversalPlan of(WorkloadParameters parameters, int thread) {
        return new ListReversalPlan(Math.toIntExact(parameters.size()), parameters.seedOf(thread));
    }

    /** What the cell has that is at this place while its list is not reversed: 62 bits. */
    public long value(int list, int place) {
        return Checksum.mix(seed ^ list, place) >>> 2;
    }

    /** Chooses the lists, and how to reverse them. */
    public SplittableRandom choices() {
        return new SplittableRandom(seed);
    }

    /** The line that all threads together print. */
    public static String result(WorkloadParameters parameters, long sum) {
        return Checksum.line(parameters.threads() * LISTS + " lists of " + parameters.size() + " cells, " + parameters.threads() * REVERSALS
                + " reversals", sum);
    }
}

package org.tospace.workloads.workload;

import java.util.SplittableRandom;

/**
 * What one thread of {@link Quads} is to do, in numbers.
 *
 * <p>A place is a number: 1 is the root's, and the children of place p have 4p to 4p + 3; so the places of one level follow each other.
 *
 * @param depth of the tree where it is finest, at least 3
 * @param steps how many points are chosen
 */
public record QuadsPlan(int depth, int steps, long seed) {
    /** Subtrees of this height are built between two ticks, and read between two polls: 20 nodes. */
    public static final int HEIGHT_OF_STEP = 2;
    /** How often the tree is compared with its model on the way. */
    public static final int COMPARISONS = 10;

    static final int USUAL_DEPTH = 9;
    static final int LEAST_DEPTH = 3;

    private static final int LEAST_STEPS = 1_500;

    /** The plan for one thread. */
    public static QuadsPlan of(WorkloadParameters parameters, int thread) {
        int depth = Math.toIntExact(parameters.size());
        return new QuadsPlan(depth, (int) Math.max(LEAST_STEPS, nodesAt(depth) / 8), parameters.seedOf(thread));
    }

    /** How many nodes a complete tree has on one level. */
    public static long nodesAt(int level) {
        return 1L << 2 * level;
    }

    /** How many nodes a complete tree of this height has; one that is only a leaf has height 0. */
    public static long nodesOf(int height) {
        return (nodesAt(height + 1) - 1) / 3;
    }

    /** Chooses points and what is collapsed. */
    public SplittableRandom choices() {
        return new SplittableRandom(seed);
    }

    /** A place on the finest level. */
    public long point(SplittableRandom choices) {
        return nodesAt(depth) + choices.nextLong(nodesAt(depth));
    }

    /** How high the tree is that is collapsed: half of all have height 1, a quarter has 2, and so on; none reaches the root or its children. */
    public int collapsedHeight(SplittableRandom choices) {
        return 1 + Integer.numberOfTrailingZeros(choices.nextInt() | 1 << depth - LEAST_DEPTH);
    }

    /** The line that all threads together print. */
    public static String result(WorkloadParameters parameters, long nodes, long sum) {
        return Checksum.line(parameters.threads() + " quadtrees of depth " + parameters.size() + ", " + nodes + " nodes at the end", sum);
    }
}

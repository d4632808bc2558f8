package org.tospace.workloads.workload;

import java.util.SplittableRandom;

/**
 * What one thread of {@link Storage} is to do, in numbers.
 *
 * @param depth of the trees: with 1, a tree is a single leaf
 * @param trees how many are built
 */
public record StoragePlan(int depth, int trees, long seed) {
    /** Children of an inner array. */
    public static final int CHILDREN = 4;
    /** How many trees stay; each is checked when it makes room for the next. */
    public static final int KEPT = 16;
    /** Subtrees of this depth are built between two ticks, and read between two polls: 21 arrays. */
    public static final int DEPTH_OF_STEP = 3;

    static final int USUAL_DEPTH = 7;

    private static final int MOST_TREES = 1_500;
    private static final int LONGEST_LEAF = 10;

    /** The plan for one thread. */
    public static StoragePlan of(WorkloadParameters parameters, int thread) {
        int depth = Math.toIntExact(parameters.size());
        long trees = depth <= USUAL_DEPTH ? 1L << 2 * depth : MOST_TREES >> 2 * (depth - USUAL_DEPTH);
        return new StoragePlan(depth, Math.clamp(trees, 2 * KEPT, MOST_TREES), parameters.seedOf(thread));
    }

    /** How many arrays a tree has. */
    public static long arrays(int depth) {
        return ((1L << 2 * depth) - 1) / (CHILDREN - 1);
    }

    /** How long the leaves of a tree are, one after the other: told to {@link #leafLength}. */
    public SplittableRandom leaves(int tree) {
        return new SplittableRandom(Checksum.mix(seed, tree));
    }

    /** The length of the next leaf: 1 to 10. */
    public static int leafLength(SplittableRandom leaves) {
        return 1 + leaves.nextInt(LONGEST_LEAF);
    }

    static long averageTreeBytes(int depth) {
        long leafBytes = Long.BYTES * (1 + (1 + LONGEST_LEAF) / 2);
        return (1L << 2 * (depth - 1)) * leafBytes + arrays(depth - 1) * (1 + CHILDREN) * Long.BYTES;
    }

    /** The line that all threads together print. */
    public static String result(WorkloadParameters parameters, long trees, long sum) {
        return Checksum.line(trees + " trees of depth " + parameters.size() + ", " + trees * arrays((int) parameters.size()) + " arrays", sum);
    }
}

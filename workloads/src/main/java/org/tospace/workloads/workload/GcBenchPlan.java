package org.tospace.workloads.workload;

/**
 * What GCBench is to do, in numbers.
 *
 * @param stretchDepth depth of the tree whose node count sets the number of iterations
 * @param stretchTree whether that tree is built first, to stretch the heap
 * @param longLivedDepth depth of the tree that stays
 * @param arrayLength how many doubles the array that stays has
 * @param walkNodes one walk of the long-lived tree for so many nodes allocated; 0 for none
 */
public record GcBenchPlan(int stretchDepth, boolean stretchTree, int longLivedDepth, int arrayLength, int walkNodes) {
    /** Depth of the smallest temporary trees. */
    public static final int MINIMUM_DEPTH = 4;
    /** By how much the temporary trees of one kind are deeper than those of the kind before. */
    public static final int DEPTH_STEP = 2;
    /** Elements of the array, or nodes, that are written or read in one step. */
    public static final int ELEMENTS_A_STEP = 512;
    /** Walks in one step. */
    public static final int WALKS_A_STEP = 8;

    private static final int STANDARD_STRETCH_DEPTH = 18;
    private static final int STANDARD_ARRAY_LENGTH = 500_000;
    private static final int BIG_ARRAY_LENGTH = 4_000_000;
    private static final int MINIMUM_ARRAY_LENGTH = 2_002;

    /** What it is to do with these parameters. */
    public static GcBenchPlan of(WorkloadParameters parameters) {
        int depth = Math.toIntExact(parameters.size());
        if (parameters.preset() == Preset.BIG) {
            return new GcBenchPlan(depth, false, depth - 2, BIG_ARRAY_LENGTH, parameters.walkNodes());
        }
        long length = (long) (STANDARD_ARRAY_LENGTH * Math.scalb(1.0, depth - STANDARD_STRETCH_DEPTH));
        int arrayLength = (int) Math.max(MINIMUM_ARRAY_LENGTH, length);
        return new GcBenchPlan(depth, true, depth - 2, arrayLength, parameters.walkNodes());
    }

    /** How many trees of this depth are built in each of the two ways. */
    public long iterations(int depth) {
        return 2 * BinaryNode.treeSize(stretchDepth) / BinaryNode.treeSize(depth);
    }

    /** How many walks follow a tree of this depth. Whole ones only, as other versions of the program count. */
    public long walksAfterTree(int depth) {
        return walkNodes == 0 ? 0 : BinaryNode.treeSize(depth) / walkNodes;
    }

    /** How many nodes the tree has that stays. */
    public long longLivedNodes() {
        return BinaryNode.treeSize(longLivedDepth);
    }

    /** Nodes of all temporary trees of one thread, the stretch tree not among them. */
    public long temporaryNodes() {
        long nodes = 0;
        for (int depth = MINIMUM_DEPTH; depth <= longLivedDepth; depth += DEPTH_STEP) {
            nodes += 2 * iterations(depth) * BinaryNode.treeSize(depth);
        }
        return nodes;
    }
}

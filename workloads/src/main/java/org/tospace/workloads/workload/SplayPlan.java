package org.tospace.workloads.workload;

/**
 * What splay is to do, in numbers.
 *
 * @param nodes that the tree is filled with
 * @param modifications made then, each a node inserted and one removed
 */
public record SplayPlan(long nodes, long modifications) {
    /** Depth of the tree that hangs on each node. */
    public static final int PAYLOAD_DEPTH = 5;
    /** The numbers in each leaf of that tree: from 0 on. */
    public static final int NUMBERS_A_LEAF = 10;

    static final int USUAL_NODES = 8_000;
    static final int MODIFICATIONS_A_STEP = 80;

    /** For the usual tree 40,000, or 500 steps; larger trees get no more. */
    private static final int MODIFICATIONS_A_NODE = 5;

    /** What it is to do with these parameters, on each thread. */
    public static SplayPlan of(WorkloadParameters parameters) {
        return new SplayPlan(parameters.size(), MODIFICATIONS_A_NODE * Math.min(parameters.size(), USUAL_NODES));
    }

    /** The text in each leaf of a key's payload. */
    public static String text(double key) {
        return "String for key " + key + " in leaf node";
    }
}

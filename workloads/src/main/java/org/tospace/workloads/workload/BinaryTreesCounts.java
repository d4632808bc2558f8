package org.tospace.workloads.workload;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/** What binary-trees is to count, and what it has counted. Any thread may add; read when all have ended. */
public final class BinaryTreesCounts {
    /** Depth of the smallest trees. */
    public static final int MINIMUM_DEPTH = 4;
    /** By how much the trees of one kind are deeper than those of the kind before. */
    public static final int DEPTH_STEP = 2;

    private final int maximumDepth;
    private final AtomicLongArray byDepth;
    private final AtomicLong stretch = new AtomicLong();
    private final AtomicLong longLived = new AtomicLong();

    /** For trees of up to this depth. */
    public BinaryTreesCounts(int maximumDepth) {
        this.maximumDepth = maximumDepth;
        byDepth = new AtomicLongArray(maximumDepth + 1);
    }

    /** The depth of the deepest trees but the stretch tree, which is one level deeper. */
    public static int maximumDepth(WorkloadParameters parameters) {
        return (int) Math.max(MINIMUM_DEPTH + 2, parameters.size());
    }

    /** The depth of the deepest trees but the stretch tree. */
    public int maximumDepth() {
        return maximumDepth;
    }

    /** How many trees of this depth there are. */
    public long iterations(int depth) {
        return 1L << (maximumDepth - depth + MINIMUM_DEPTH);
    }

    /** So many nodes were counted in trees of this depth. */
    public void add(int depth, long nodes) {
        byDepth.addAndGet(depth, nodes);
    }

    /** So many nodes were counted in the stretch tree. */
    public void addStretch(long nodes) {
        stretch.addAndGet(nodes);
    }

    /** So many nodes were counted in the long-lived tree. */
    public void addLongLived(long nodes) {
        longLived.addAndGet(nodes);
    }

    /** Prints the game's lines. */
    public void printTo(Consumer<String> output) {
        output.accept("stretch tree of depth " + (maximumDepth + 1) + "\t check: " + stretch);
        for (int depth = MINIMUM_DEPTH; depth <= maximumDepth; depth += DEPTH_STEP) {
            output.accept(iterations(depth) + "\t trees of depth " + depth + "\t check: " + byDepth.get(depth));
        }
        output.accept("long lived tree of depth " + maximumDepth + "\t check: " + longLived);
    }

    /**
     * Compares with what there must be.
     *
     * @throws CheckFailedException when a count is wrong
     */
    public void check() {
        CheckFailedException.requireEqual("the stretch tree's count", BinaryNode.treeSize(maximumDepth + 1), stretch.get());
        for (int depth = MINIMUM_DEPTH; depth <= maximumDepth; depth += DEPTH_STEP) {
            CheckFailedException.requireEqual("the count of all trees of depth " + depth, iterations(depth) * BinaryNode.treeSize(depth),
                    byDepth.get(depth));
        }
        CheckFailedException.requireEqual("the long-lived tree's count", BinaryNode.treeSize(maximumDepth), longLived.get());
    }
}

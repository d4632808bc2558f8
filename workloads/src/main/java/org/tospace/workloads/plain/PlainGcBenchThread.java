package org.tospace.workloads.plain;

import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.GcBenchPlan;
import org.tospace.workloads.workload.Progress;

/** One thread's GCBench. A node has two children and two numbers; in the long-lived tree the first numbers the nodes. */
final class PlainGcBenchThread {
    /** Building or counting a tree of this depth, or of a smaller one, is a step. */
    private static final int STEP_DEPTH = 6;

    private final GcBenchPlan plan;
    private final Steps steps;
    private Node longLived;
    private double[] array;
    private long random;
    private long temporaryNodes;
    private int nextNumber;
    private long nodesSeen;
    private long numbersSum;

    /** A node: all that there is in the original. */
    private static final class Node {
        private Node left;
        private Node right;
        private int i;
        @SuppressWarnings("unused")
        private int j;

        Node() {
        }

        Node(Node left, Node right) {
            this.left = left;
            this.right = right;
        }
    }

    PlainGcBenchThread(GcBenchPlan plan, long seed, Steps steps) {
        this.plan = plan;
        this.steps = steps;
        this.random = seed == 0 ? 1 : seed;
    }

    private static int treeSize(int depth) {
        return (1 << (depth + 1)) - 1;
    }

    void run(Progress progress) {
        if (plan.stretchTree()) {
            bottomUpInSteps(plan.stretchDepth());
        }
        makeLongLivedData();
        long total = plan.temporaryNodes();
        for (int depth = GcBenchPlan.MINIMUM_DEPTH; depth <= plan.longLivedDepth(); depth += GcBenchPlan.DEPTH_STEP) {
            long iterations = plan.iterations(depth);
            for (long i = 0; i < iterations; i++) {
                Node tree = new Node();
                topDownInSteps(tree, depth);
                finishTree(tree, depth, i == iterations - 1);
                progress.report(temporaryNodes, total);
            }
            for (long i = 0; i < iterations; i++) {
                finishTree(bottomUpInSteps(depth), depth, i == iterations - 1);
                progress.report(temporaryNodes, total);
            }
        }
    }

    private void makeLongLivedData() {
        longLived = new Node();
        topDownInSteps(longLived, plan.longLivedDepth());
        number(longLived);
        array = new double[plan.arrayLength()];
        for (int i = 0; i < array.length / 2; i++) {
            tickNow(i);
            array[i] = element(i);
        }
    }

    private static double element(int index) {
        return 1.0 / (index + 1);
    }

    private void tickNow(long met) {
        if (met % GcBenchPlan.ELEMENTS_A_STEP == 0) {
            steps.tick();
        }
    }

    private Node bottomUpInSteps(int depth) {
        if (depth <= STEP_DEPTH) {
            Node tree = bottomUp(depth);
            steps.tick();
            return tree;
        }
        Node left = bottomUpInSteps(depth - 1);
        Node right = bottomUpInSteps(depth - 1);
        return new Node(left, right);
    }

    private static Node bottomUp(int depth) {
        return depth <= 0 ? new Node() : new Node(bottomUp(depth - 1), bottomUp(depth - 1));
    }

    private void topDownInSteps(Node node, int depth) {
        if (depth <= STEP_DEPTH) {
            topDown(node, depth);
            steps.tick();
            return;
        }
        node.left = new Node();
        node.right = new Node();
        topDownInSteps(node.left, depth - 1);
        topDownInSteps(node.right, depth - 1);
    }

    private static void topDown(Node node, int depth) {
        if (depth <= 0) {
            return;
        }
        node.left = new Node();
        node.right = new Node();
        topDown(node.left, depth - 1);
        topDown(node.right, depth - 1);
    }

    private void number(Node node) {
        node.i = nextNumber++;
        tickNow(nextNumber);
        if (node.left != null) {
            number(node.left);
            number(node.right);
        }
    }

    /** A tree is done; the last of each kind is counted. */
    private void finishTree(Node tree, int depth, boolean counted) {
        if (counted) {
            CheckFailedException.requireEqual("the number of nodes in a temporary tree of depth " + depth, treeSize(depth),
                    countInSteps(tree, depth));
        }
        temporaryNodes += treeSize(depth);
        long count = plan.walksAfterTree(depth);
        for (long i = 0; i < count; i++) {
            walk();
            if (i % GcBenchPlan.WALKS_A_STEP == GcBenchPlan.WALKS_A_STEP - 1) {
                steps.tick();
            }
        }
    }

    private long countInSteps(Node node, int depth) {
        if (depth <= STEP_DEPTH) {
            long count = count(node);
            steps.tick();
            return count;
        }
        return 1 + (node.left == null ? 0 : countInSteps(node.left, depth - 1))
                + (node.right == null ? 0 : countInSteps(node.right, depth - 1));
    }

    private static long count(Node node) {
        return 1 + (node.left == null ? 0 : count(node.left)) + (node.right == null ? 0 : count(node.right));
    }

    /** From the long-lived tree's root down at random to a leaf, whose parent's children change places. */
    private void walk() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        long directions = random;
        Node node = longLived;
        Node parent = node;
        while (node.left != null) {
            parent = node;
            node = (directions & 1) == 0 ? node.right : node.left;
            directions >>>= 1;
        }
        Node left = parent.left;
        parent.left = parent.right;
        parent.right = left;
    }

    /**
     * Checks the long-lived tree and array.
     *
     * @return how many nodes the tree has
     */
    long checkedLongLivedNodes() {
        checkArray();
        visitNumbered(longLived, plan.longLivedDepth());
        long expected = plan.longLivedNodes() * (plan.longLivedNodes() - 1) / 2;
        CheckFailedException.requireEqual("the sum of the long-lived nodes' numbers", expected, numbersSum);
        return nodesSeen;
    }

    private void visitNumbered(Node node, int depth) {
        nodesSeen++;
        tickNow(nodesSeen);
        numbersSum += node.i;
        boolean leaf = node.left == null && node.right == null;
        if (leaf != (depth == 0)) {
            throw new CheckFailedException("the long-lived tree has a " + (leaf ? "leaf" : "inner node") + " " + depth
                    + " levels above its last");
        }
        if (!leaf) {
            visitNumbered(node.left, depth - 1);
            visitNumbered(node.right, depth - 1);
        }
    }

    private void checkArray() {
        for (int i = 0; i < array.length; i++) {
            tickNow(i);
            double expected = i < array.length / 2 ? element(i) : 0;
            if (array[i] != expected) {
                throw new CheckFailedException("element " + i + " of the array must be " + expected + " and is " + array[i]);
            }
        }
    }
}

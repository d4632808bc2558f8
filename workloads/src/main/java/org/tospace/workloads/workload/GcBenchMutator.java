package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.workloads.measure.Steps;

/**
 * One thread's GCBench. A node is two slots and two {@code int}s, as it was in the original; in the long-lived tree the first numbers
 * the nodes, so that the check can tell a tree of the right shape from the right tree.
 *
 * <p>Root stack: the long-lived tree, the array, then temporary trees.
 */
final class GcBenchMutator {
    static final int NODE_TAG = 1;
    static final int ARRAY_TAG = 2;

    private static final ObjectLayout NODE = ObjectLayout.of(NODE_TAG, 2, 2 * Integer.BYTES);
    private static final long NUMBER = NODE.rawOffset();
    private static final int LONG_LIVED = 0;
    private static final int ARRAY = 1;
    /** Elements of the array, or nodes, that are written or read between two polls. */
    private static final int ELEMENTS_A_POLL = 4_096;

    private final Mutator mutator;
    private final RootStack roots;
    private final GcBenchPlan plan;
    private final Steps steps;
    private final ObjectLayout array;
    private long random;
    private long temporaryNodes;
    private int nextNumber;
    private long nodesSeen;
    private long numbersSum;

    GcBenchMutator(Mutator mutator, GcBenchPlan plan, long seed, Steps steps) {
        this.mutator = mutator;
        this.roots = mutator.roots();
        this.plan = plan;
        this.steps = steps;
        this.array = ObjectLayout.of(ARRAY_TAG, 0, (long) plan.arrayLength() * Double.BYTES);
        this.random = seed == 0 ? 1 : seed;
    }

    void run(Progress progress) {
        if (plan.stretchTree()) {
            BinaryNode.bottomUp(mutator, NODE, plan.stretchDepth(), steps);
        }
        makeLongLivedData();
        long total = plan.temporaryNodes();
        for (int depth = GcBenchPlan.MINIMUM_DEPTH; depth <= plan.longLivedDepth(); depth += GcBenchPlan.DEPTH_STEP) {
            long iterations = plan.iterations(depth);
            for (long i = 0; i < iterations; i++) {
                roots.push(mutator.allocate(NODE));
                BinaryNode.topDown(mutator, NODE, depth, steps);
                finishTree(depth, i == iterations - 1);
                progress.report(temporaryNodes, total);
            }
            for (long i = 0; i < iterations; i++) {
                roots.push(BinaryNode.bottomUp(mutator, NODE, depth, steps));
                finishTree(depth, i == iterations - 1);
                progress.report(temporaryNodes, total);
            }
        }
    }

    private void makeLongLivedData() {
        roots.push(mutator.allocate(NODE));
        BinaryNode.topDown(mutator, NODE, plan.longLivedDepth(), steps);
        number(plan.longLivedDepth());
        roots.push(mutator.allocate(array));
        for (int i = 0; i < plan.arrayLength() / 2; i++) {
            if (i % ELEMENTS_A_POLL == 0) {
                mutator.poll();
            }
            tickNow(i);
            mutator.putDouble(roots.peek(), array.rawOffset() + (long) i * Double.BYTES, element(i));
        }
    }

    /** A step has ended if so many elements or nodes were met since the last one. */
    private void tickNow(long met) {
        if (met % GcBenchPlan.ELEMENTS_A_STEP == 0) {
            steps.tick();
        }
    }

    private static double element(int index) {
        return 1.0 / (index + 1);
    }

    /** Numbers the nodes of the tree on top of the root stack in preorder. */
    private void number(int depth) {
        mutator.putInt(roots.peek(), NUMBER, nextNumber++);
        tickNow(nextNumber);
        if (depth == 0) {
            return;
        }
        if (nextNumber % ELEMENTS_A_POLL == 0) {
            mutator.poll();
        }
        for (int child = BinaryNode.LEFT; child <= BinaryNode.RIGHT; child++) {
            roots.push(mutator.getSlot(roots.peek(), child));
            number(depth - 1);
            roots.pop();
        }
    }

    /** Drops the tree on top of the root stack; the last of each kind is counted first. */
    private void finishTree(int depth, boolean counted) {
        if (counted) {
            CheckFailedException.requireEqual("the number of nodes in a temporary tree of depth " + depth,
                    BinaryNode.treeSize(depth), BinaryNode.count(mutator, depth, steps));
        }
        roots.pop();
        temporaryNodes += BinaryNode.treeSize(depth);
        long count = plan.walksAfterTree(depth);
        for (long i = 0; i < count; i++) {
            walk();
            if (i % GcBenchPlan.WALKS_A_STEP == GcBenchPlan.WALKS_A_STEP - 1) {
                steps.tick();
            }
        }
    }

    /** From the long-lived tree's root down at random to a leaf, whose parent's children change places. No safepoint. */
    private void walk() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        long directions = random;
        long node = roots.get(LONG_LIVED);
        long parent = node;
        // A leaf is known by looking at it, as in the peers' programs: its page counts among those that are touched.
        while (!BinaryNode.isLeaf(mutator, node)) {
            parent = node;
            node = mutator.getSlot(node, (directions & 1) == 0 ? BinaryNode.RIGHT : BinaryNode.LEFT);
            directions >>>= 1;
        }
        long left = mutator.getSlot(parent, BinaryNode.LEFT);
        long right = mutator.getSlot(parent, BinaryNode.RIGHT);
        mutator.setSlot(parent, BinaryNode.LEFT, right);
        mutator.setSlot(parent, BinaryNode.RIGHT, left);
    }

    /**
     * Checks the long-lived tree and array.
     *
     * @return how many nodes the tree has
     */
    long checkedLongLivedNodes() {
        CheckFailedException.requireEqual("the depth of the root stack", 2, roots.depth());
        checkArray();
        roots.push(roots.get(LONG_LIVED));
        visitNumbered(plan.longLivedDepth());
        roots.pop();
        long expected = plan.longLivedNodes() * (plan.longLivedNodes() - 1) / 2;
        CheckFailedException.requireEqual("the sum of the long-lived nodes' numbers", expected, numbersSum);
        return nodesSeen;
    }

    private void visitNumbered(int depth) {
        long node = roots.peek();
        nodesSeen++;
        tickNow(nodesSeen);
        numbersSum += mutator.getInt(node, NUMBER);
        boolean leaf = mutator.getSlot(node, BinaryNode.LEFT) == 0 && mutator.getSlot(node, BinaryNode.RIGHT) == 0;
        if (leaf != (depth == 0)) {
            throw new CheckFailedException("the long-lived tree has a " + (leaf ? "leaf" : "inner node") + " " + depth
                    + " levels above its last");
        }
        if (leaf) {
            return;
        }
        if (nodesSeen % ELEMENTS_A_POLL == 0) {
            mutator.poll();
        }
        for (int child = BinaryNode.LEFT; child <= BinaryNode.RIGHT; child++) {
            roots.push(mutator.getSlot(roots.peek(), child));
            visitNumbered(depth - 1);
            roots.pop();
        }
    }

    private void checkArray() {
        for (int i = 0; i < plan.arrayLength(); i++) {
            if (i % ELEMENTS_A_POLL == 0) {
                mutator.poll();
            }
            tickNow(i);
            double expected = i < plan.arrayLength() / 2 ? element(i) : 0;
            double found = mutator.getDouble(roots.get(ARRAY), array.rawOffset() + (long) i * Double.BYTES);
            if (found != expected) {
                throw new CheckFailedException("element " + i + " of the array must be " + expected + " and is " + found);
            }
        }
    }
}

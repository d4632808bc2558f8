package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.workloads.measure.Steps;

/**
 * Complete binary trees in an object space: nodes whose first two slots are the children, null in leaves.
 *
 * <p>Recursion goes as deep as a tree, which is at most some thirty levels.
 */
final class BinaryNode {
    /** Building or counting a tree of this depth, 127 nodes, or of a smaller one, is a step. */
    private static final int STEP_DEPTH = 6;

    static final int LEFT = 0;
    static final int RIGHT = 1;

    /** Trees up to this depth are counted without a poll: 8,191 nodes, tens of microseconds. */
    private static final int DEPTH_WITHOUT_POLL = 12;

    private BinaryNode() {
    }

    /** How many nodes a complete tree has; depth 0 is a single leaf. */
    static long treeSize(int depth) {
        return (1L << (depth + 1)) - 1;
    }

    /** Whether a node of a complete tree is a leaf; no safepoint. */
    static boolean isLeaf(Mutator mutator, long node) {
        return mutator.getSlot(node, LEFT) == 0;
    }

    /** Builds a tree from its leaves up. The result is good until the next safepoint. */
    static long bottomUp(Mutator mutator, ObjectLayout layout, int depth) {
        if (depth <= 0) {
            return mutator.allocate(layout);
        }
        RootStack roots = mutator.roots();
        roots.push(bottomUp(mutator, layout, depth - 1));
        roots.push(bottomUp(mutator, layout, depth - 1));
        long node = mutator.allocate(layout);
        mutator.setSlot(node, RIGHT, roots.pop());
        mutator.setSlot(node, LEFT, roots.pop());
        return node;
    }

    /** Grows the leaf that is on top of the root stack, and stays there, into a tree: from its root down. */
    static void topDown(Mutator mutator, ObjectLayout layout, int depth) {
        if (depth <= 0) {
            return;
        }
        RootStack roots = mutator.roots();
        long left = mutator.allocate(layout);
        mutator.setSlot(roots.peek(), LEFT, left);
        long right = mutator.allocate(layout);
        mutator.setSlot(roots.peek(), RIGHT, right);
        growChild(mutator, layout, LEFT, depth - 1);
        growChild(mutator, layout, RIGHT, depth - 1);
    }

    private static void growChild(Mutator mutator, ObjectLayout layout, int child, int depth) {
        RootStack roots = mutator.roots();
        roots.push(mutator.getSlot(roots.peek(), child));
        topDown(mutator, layout, depth);
        roots.pop();
    }

    /** As {@link #bottomUp(Mutator, ObjectLayout, int)}, in steps. */
    static long bottomUp(Mutator mutator, ObjectLayout layout, int depth, Steps steps) {
        if (depth <= STEP_DEPTH) {
            long tree = bottomUp(mutator, layout, depth);
            steps.tick();
            return tree;
        }
        RootStack roots = mutator.roots();
        roots.push(bottomUp(mutator, layout, depth - 1, steps));
        roots.push(bottomUp(mutator, layout, depth - 1, steps));
        long node = mutator.allocate(layout);
        mutator.setSlot(node, RIGHT, roots.pop());
        mutator.setSlot(node, LEFT, roots.pop());
        return node;
    }

    /** As {@link #topDown(Mutator, ObjectLayout, int)}, in steps. */
    static void topDown(Mutator mutator, ObjectLayout layout, int depth, Steps steps) {
        if (depth <= STEP_DEPTH) {
            topDown(mutator, layout, depth);
            steps.tick();
            return;
        }
        RootStack roots = mutator.roots();
        long left = mutator.allocate(layout);
        mutator.setSlot(roots.peek(), LEFT, left);
        long right = mutator.allocate(layout);
        mutator.setSlot(roots.peek(), RIGHT, right);
        for (int child = LEFT; child <= RIGHT; child++) {
            roots.push(mutator.getSlot(roots.peek(), child));
            topDown(mutator, layout, depth - 1, steps);
            roots.pop();
        }
    }

    /** Counts the nodes of the tree on top of the root stack, which stays there, in steps; polls now and then where the tree is deep. */
    static long count(Mutator mutator, int depth, Steps steps) {
        RootStack roots = mutator.roots();
        if (depth <= DEPTH_WITHOUT_POLL) {
            return countAtOnce(mutator, roots.peek(), depth, steps);
        }
        mutator.poll();
        return 1 + countChild(mutator, LEFT, depth - 1, steps) + countChild(mutator, RIGHT, depth - 1, steps);
    }

    private static long countChild(Mutator mutator, int child, int depth, Steps steps) {
        RootStack roots = mutator.roots();
        long node = mutator.getSlot(roots.peek(), child);
        if (node == 0) {
            return 0;
        }
        roots.push(node);
        long count = count(mutator, depth, steps);
        roots.pop();
        return count;
    }

    /** Counts the nodes of a complete tree in steps; no safepoint. */
    private static long countAtOnce(Mutator mutator, long node, int depth, Steps steps) {
        if (depth <= STEP_DEPTH) {
            long count = countAtOnce(mutator, node);
            steps.tick();
            return count;
        }
        long left = mutator.getSlot(node, LEFT);
        long right = mutator.getSlot(node, RIGHT);
        return 1 + (left == 0 ? 0 : countAtOnce(mutator, left, depth - 1, steps))
                + (right == 0 ? 0 : countAtOnce(mutator, right, depth - 1, steps));
    }

    /** Counts the nodes of a tree; no safepoint. */
    static long countAtOnce(Mutator mutator, long node) {
        long left = mutator.getSlot(node, LEFT);
        long right = mutator.getSlot(node, RIGHT);
        return 1 + (left == 0 ? 0 : countAtOnce(mutator, left)) + (right == 0 ? 0 : countAtOnce(mutator, right));
    }
}

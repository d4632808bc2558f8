package org.tospace.workloads.plain;

import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.BinaryTreesCounts;

/** Binary-trees as the Benchmarks Game has it in Java. */
final class PlainBinaryTrees implements PlainWorkload {
    /** Building or counting a tree of this depth, or of a smaller one, is a step. */
    private static final int STEP_DEPTH = 6;

    /** A node: two children or none. */
    private record Node(Node left, Node right) {
        static Node bottomUp(int depth) {
            return depth <= 0 ? new Node(null, null) : new Node(bottomUp(depth - 1), bottomUp(depth - 1));
        }

        long count() {
            return 1 + (left == null ? 0 : left.count()) + (right == null ? 0 : right.count());
        }
    }

    @Override
    public String name() {
        return "binary-trees";
    }

    @Override
    public void run(PlainContext context) {
        int maximumDepth = BinaryTreesCounts.maximumDepth(context.parameters());
        BinaryTreesCounts counts = new BinaryTreesCounts(maximumDepth);
        context.mutate((steps, thread) -> {
            Node longLived = null;
            if (thread == 0) {
                counts.addStretch(count(bottomUp(maximumDepth + 1, steps), maximumDepth + 1, steps));
                longLived = bottomUp(maximumDepth, steps);
            }
            countShare(thread, counts, context, steps);
            if (thread == 0) {
                counts.addLongLived(count(longLived, maximumDepth, steps));
            }
        });
        counts.printTo(context.output());
        counts.check();
    }

    private static void countShare(int thread, BinaryTreesCounts counts, PlainContext context, Steps steps) {
        int threads = context.parameters().threads();
        for (int depth = BinaryTreesCounts.MINIMUM_DEPTH; depth <= counts.maximumDepth(); depth += BinaryTreesCounts.DEPTH_STEP) {
            long iterations = counts.iterations(depth);
            long nodes = 0;
            for (long i = thread; i < iterations; i += threads) {
                nodes += count(bottomUp(depth, steps), depth, steps);
            }
            counts.add(depth, nodes);
        }
    }

    private static Node bottomUp(int depth, Steps steps) {
        if (depth <= STEP_DEPTH) {
            Node tree = Node.bottomUp(depth);
            steps.tick();
            return tree;
        }
        Node left = bottomUp(depth - 1, steps);
        Node right = bottomUp(depth - 1, steps);
        return new Node(left, right);
    }

    private static long count(Node node, int depth, Steps steps) {
        if (depth <= STEP_DEPTH) {
            long count = node.count();
            steps.tick();
            return count;
        }
        return 1 + count(node.left(), depth - 1, steps) + count(node.right(), depth - 1, steps);
    }
}

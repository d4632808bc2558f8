package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.gc.TagNames;
import org.tospace.workloads.measure.Steps;

/**
 * Binary-trees of the Computer Language Benchmarks Game: a stretch tree, a long-lived tree, and many trees of every second depth, each
 * counted. Prints the game's lines.
 *
 * <p>With several threads, the trees of each depth are dealt out among them; the first also has the stretch tree and the long-lived one.
 */
final class BinaryTrees implements Workload {
    private static final ObjectLayout NODE = ObjectLayout.of(1, 2, 0);
    private static final int HEAP_TO_STRETCH_TREE = 4;

    @Override
    public String name() {
        return "binary-trees";
    }

    @Override
    public String summary() {
        return "allocate, count and drop complete binary trees (Benchmarks Game)";
    }

    @Override
    public TagNames tagNames() {
        return new ObjectNames().with(NODE.tag(), "node", "left", "right");
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("depth of the trees", 21, 4, 26);
    }

    @Override
    public long defaultHeapBytes(WorkloadParameters parameters) {
        long stretchBytes = BinaryNode.treeSize(stretchDepth(parameters)) * NODE.sizeBytes();
        long wanted = Long.highestOneBit(HEAP_TO_STRETCH_TREE * stretchBytes - 1) * 2;
        return Math.max(wanted, Workload.super.defaultHeapBytes(parameters));
    }

    private static int stretchDepth(WorkloadParameters parameters) {
        return BinaryTreesCounts.maximumDepth(parameters) + 1;
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        int maximumDepth = BinaryTreesCounts.maximumDepth(parameters);
        BinaryTreesCounts counts = new BinaryTreesCounts(maximumDepth);
        context.mutate((mutator, thread) -> {
            RootStack roots = mutator.roots();
            if (thread == 0) {
                counts.addStretch(countOfNewTree(mutator, stretchDepth(parameters), context.steps(thread)));
                roots.push(BinaryNode.bottomUp(mutator, NODE, maximumDepth, context.steps(thread)));
            }
            countShare(mutator, thread, counts, context);
            if (thread == 0) {
                counts.addLongLived(BinaryNode.count(mutator, maximumDepth, context.steps(thread)));
            }
        });
        counts.printTo(context.output());
        counts.check();
    }

    private static void countShare(Mutator mutator, int thread, BinaryTreesCounts counts, WorkloadContext context) {
        int threads = context.parameters().threads();
        for (int depth = BinaryTreesCounts.MINIMUM_DEPTH; depth <= counts.maximumDepth(); depth += BinaryTreesCounts.DEPTH_STEP) {
            long iterations = counts.iterations(depth);
            long check = 0;
            for (long i = thread; i < iterations; i += threads) {
                check += countOfNewTree(mutator, depth, context.steps(thread));
                if (i % 64 == 0 || depth > 16) {
                    context.progress().report((depth - BinaryTreesCounts.MINIMUM_DEPTH) * iterations + BinaryTreesCounts.DEPTH_STEP * i,
                            (counts.maximumDepth() - BinaryTreesCounts.MINIMUM_DEPTH + BinaryTreesCounts.DEPTH_STEP) * iterations);
                }
            }
            counts.add(depth, check);
        }
    }

    private static long countOfNewTree(Mutator mutator, int depth, Steps steps) {
        RootStack roots = mutator.roots();
        roots.push(BinaryNode.bottomUp(mutator, NODE, depth, steps));
        long count = BinaryNode.count(mutator, depth, steps);
        roots.pop();
        return count;
    }
}

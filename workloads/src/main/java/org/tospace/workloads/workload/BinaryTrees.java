package org.tospace.workloads.workload;

import java.util.concurrent.atomic.AtomicLongArray;
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
    private static final int MINIMUM_DEPTH = 4;
    private static final int DEPTH_STEP = 2;
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

    private static int maximumDepth(WorkloadParameters parameters) {
        return (int) Math.max(MINIMUM_DEPTH + 2, parameters.size());
    }

    private static int stretchDepth(WorkloadParameters parameters) {
        return maximumDepth(parameters) + 1;
    }

    private static long iterations(int depth, int maximumDepth) {
        return 1L << (maximumDepth - depth + MINIMUM_DEPTH);
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        int maximumDepth = maximumDepth(parameters);
        Counts counts = new Counts(maximumDepth);
        context.mutate((mutator, thread) -> {
            RootStack roots = mutator.roots();
            if (thread == 0) {
                counts.stretch = countOfNewTree(mutator, stretchDepth(parameters), context.steps(thread));
                roots.push(BinaryNode.bottomUp(mutator, NODE, maximumDepth, context.steps(thread)));
            }
            countShare(mutator, thread, counts, context);
            if (thread == 0) {
                counts.longLived = BinaryNode.count(mutator, maximumDepth, context.steps(thread));
            }
        });
        counts.printTo(context);
        counts.check();
    }

    private static void countShare(Mutator mutator, int thread, Counts counts, WorkloadContext context) {
        int threads = context.parameters().threads();
        for (int depth = MINIMUM_DEPTH; depth <= counts.maximumDepth; depth += DEPTH_STEP) {
            long iterations = iterations(depth, counts.maximumDepth);
            long check = 0;
            for (long i = thread; i < iterations; i += threads) {
                check += countOfNewTree(mutator, depth, context.steps(thread));
                if (i % 64 == 0 || depth > 16) {
                    context.progress().report((depth - MINIMUM_DEPTH) * iterations + DEPTH_STEP * i,
                            (counts.maximumDepth - MINIMUM_DEPTH + DEPTH_STEP) * iterations);
                }
            }
            counts.byDepth.addAndGet(depth, check);
        }
    }

    private static long countOfNewTree(Mutator mutator, int depth, Steps steps) {
        RootStack roots = mutator.roots();
        roots.push(BinaryNode.bottomUp(mutator, NODE, depth, steps));
        long count = BinaryNode.count(mutator, depth, steps);
        roots.pop();
        return count;
    }

    /** What was counted. The single values are written by the first thread and read when it has ended. */
    private static final class Counts {
        private final int maximumDepth;
        private final AtomicLongArray byDepth;
        private long stretch;
        private long longLived;

        Counts(int maximumDepth) {
            this.maximumDepth = maximumDepth;
            byDepth = new AtomicLongArray(maximumDepth + 1);
        }

        void printTo(WorkloadContext context) {
            context.output().accept("stretch tree of depth " + (maximumDepth + 1) + "\t check: " + stretch);
            for (int depth = MINIMUM_DEPTH; depth <= maximumDepth; depth += DEPTH_STEP) {
                context.output().accept(iterations(depth, maximumDepth) + "\t trees of depth " + depth + "\t check: " + byDepth.get(depth));
            }
            context.output().accept("long lived tree of depth " + maximumDepth + "\t check: " + longLived);
        }

        void check() {
            CheckFailedException.requireEqual("the stretch tree's count", BinaryNode.treeSize(maximumDepth + 1), stretch);
            for (int depth = MINIMUM_DEPTH; depth <= maximumDepth; depth += DEPTH_STEP) {
                CheckFailedException.requireEqual("the count of all trees of depth " + depth,
                        iterations(depth, maximumDepth) * BinaryNode.treeSize(depth), byDepth.get(depth));
            }
            CheckFailedException.requireEqual("the long-lived tree's count", BinaryNode.treeSize(maximumDepth), longLived);
        }
    }
}

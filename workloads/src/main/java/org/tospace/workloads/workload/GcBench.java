package org.tospace.workloads.workload;

import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.tospace.gc.ByteSize;
import org.tospace.gc.TagNames;

/**
 * GCBench: J. Ellis and P. Kovac wrote it, H. Boehm made it what it is. Long-lived data (a tree, an array of doubles) stay while
 * complete binary trees of every second depth are built, from the root down and from the leaves up, and dropped.
 *
 * <p>Its size is the depth of the stretch tree, 18 as known; all else follows: a long-lived tree two levels lower, an array of 500,000 doubles
 * (twice that for each level more), trees of depth 4 to that of the long-lived one, each depth as often as makes two stretch trees'
 * worth of nodes. The preset "big" takes the counts of depth 22, builds no stretch tree and has 4 million doubles.
 *
 * <p>Each thread has trees of its own. Checked: the last temporary tree of each depth and kind, every element of the arrays, shape and
 * numbers of the long-lived trees, and the sum of their nodes over all threads.
 */
final class GcBench implements Workload {
    private static final int STANDARD_DEPTH = 18;
    private static final int BIG_DEPTH = 22;

    @Override
    public String name() {
        return "gcbench";
    }

    @Override
    public String summary() {
        return "trees of many depths beside a long-lived tree and array (Ellis, Kovac, Boehm)";
    }

    @Override
    public TagNames tagNames() {
        return new ObjectNames().with(GcBenchMutator.NODE_TAG, "node", "left", "right").with(GcBenchMutator.ARRAY_TAG, "array of doubles");
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("depth of the stretch tree", preset == Preset.BIG ? BIG_DEPTH : STANDARD_DEPTH, 8, 26);
    }

    @Override
    public long defaultHeapBytes(WorkloadParameters parameters) {
        return parameters.preset() == Preset.BIG ? ByteSize.parse("512m") : Workload.super.defaultHeapBytes(parameters);
    }

    @Override
    public Set<String> ownOptions() {
        return Set.of("--walk", "--preset");
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        GcBenchPlan plan = GcBenchPlan.of(parameters);
        LongAdder longLivedNodes = new LongAdder();
        context.mutate((mutator, thread) -> {
            GcBenchMutator bench = new GcBenchMutator(mutator, plan, parameters.seedOf(thread), context.steps(thread));
            bench.run(context.progress());
            longLivedNodes.add(bench.checkedLongLivedNodes());
        });
        CheckFailedException.requireEqual("the number of long-lived nodes of all threads", parameters.threads() * plan.longLivedNodes(),
                longLivedNodes.sum());
    }
}

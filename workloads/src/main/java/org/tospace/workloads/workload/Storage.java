package org.tospace.workloads.workload;

import java.util.concurrent.atomic.LongAdder;
import org.tospace.gc.TagNames;

/**
 * Storage, as in "Are We Fast Yet?": trees of arrays, four children each, whose leaves are arrays of random length. Here the last 16 trees stay.
 *
 * <p>Each thread has trees of its own. Checked: when a tree goes, how many arrays it has, how long each is, in order, and that the leaves are empty.
 */
final class Storage implements Workload {
    private static final int DEEPEST = 12;
    private static final int HEAP_TO_LIVE_DATA = 4;

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public String summary() {
        return "trees of arrays, the leaves of random length (Are We Fast Yet?)";
    }

    @Override
    public TagNames tagNames() {
        return new ObjectNames().with(StorageTrees.INNER.tag(), "inner array").with(StorageTrees.LEAF_TAG, "leaf");
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("depth of the trees", StoragePlan.USUAL_DEPTH, 1, DEEPEST);
    }

    @Override
    public long defaultHeapBytes(WorkloadParameters parameters) {
        long liveBytes = parameters.threads() * StoragePlan.KEPT * StoragePlan.averageTreeBytes((int) parameters.size());
        return Math.max(HeapSizes.powerOfTwo(HEAP_TO_LIVE_DATA * liveBytes), Workload.super.defaultHeapBytes(parameters));
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder trees = new LongAdder();
        LongAdder sum = new LongAdder();
        context.mutate((mutator, thread) -> {
            StoragePlan plan = StoragePlan.of(parameters, thread);
            sum.add(new StorageTrees(mutator, plan, context.steps(thread)).run(context.progress()));
            trees.add(plan.trees());
        });
        context.output().accept(StoragePlan.result(parameters, trees.sum(), sum.sum()));
    }
}

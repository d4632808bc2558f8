package org.tospace.workloads.workload;

import java.util.concurrent.atomic.LongAdder;
import org.tospace.gc.TagNames;

/**
 * Long linked lists, reversed again and again: in place, which leaves no garbage, or into a new list, which leaves the old one. Lists are what a
 * collector copies worst: one cell leads to one other. After each reversal the list is read from end to end.
 *
 * <p>Each thread has lists of its own. Checked: every value at its place after every reversal, and that there are no more.
 */
final class ListReversal implements Workload {
    private static final int LARGEST = 10_000_000;
    private static final int HEAP_TO_LIVE_DATA = 4;

    @Override
    public String name() {
        return "list-reversal";
    }

    @Override
    public String summary() {
        return "reverse long linked lists, in place and by copying";
    }

    @Override
    public TagNames tagNames() {
        return new ObjectNames().with(ReversedLists.CELL.tag(), "cell", "value", "next");
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("cells in each of " + ListReversalPlan.LISTS + " lists", ListReversalPlan.USUAL_CELLS, 1, LARGEST);
    }

    @Override
    public long defaultHeapBytes(WorkloadParameters parameters) {
        long liveBytes = parameters.threads() * (ListReversalPlan.LISTS + 1) * parameters.size() * ReversedLists.CELL.sizeBytes();
        return Math.max(HeapSizes.powerOfTwo(HEAP_TO_LIVE_DATA * liveBytes), Workload.super.defaultHeapBytes(parameters));
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder sum = new LongAdder();
        context.mutate((mutator, thread) -> {
            ReversedLists lists = new ReversedLists(mutator, ListReversalPlan.of(parameters, thread), context.steps(thread));
            sum.add(lists.run(context.progress()));
        });
        context.output().accept(ListReversalPlan.result(parameters, sum.sum()));
    }
}

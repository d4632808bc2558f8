package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.TagNames;
import org.tospace.workloads.measure.Steps;

/**
 * Splay of the Octane suite, V8's benchmark of its collector: a splay tree of 8,000 nodes, each with a payload tree of depth 5, is changed
 * node by node. A step is 80 modifications: insert a node with a new random key, remove the one with the next smaller key.
 *
 * <p>Each thread has a tree of its own. Checked: order and number of the keys, and every payload.
 */
final class Splay implements Workload {
    private static final int HEAP_TO_LIVE_DATA = 4;

    @Override
    public String name() {
        return "splay";
    }

    @Override
    public String summary() {
        return "insert into and remove from a splay tree with large payloads (Octane)";
    }

    @Override
    public TagNames tagNames() {
        return SplayPayload.name(new ObjectNames().with(SplayTree.NODE.tag(), "node", "left", "right", "payload"));
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("nodes in the tree", SplayPlan.USUAL_NODES, 1, 10_000_000);
    }

    @Override
    public long defaultHeapBytes(WorkloadParameters parameters) {
        long liveBytes = parameters.threads() * parameters.size() * (SplayTree.NODE.sizeBytes() + SplayPayload.approximateBytes());
        long wanted = Long.highestOneBit(Math.max(2, HEAP_TO_LIVE_DATA * liveBytes) - 1) * 2;
        return Math.max(wanted, Workload.super.defaultHeapBytes(parameters));
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        context.mutate((mutator, thread) -> runOn(mutator, thread, context));
    }

    private static void runOn(Mutator mutator, int thread, WorkloadContext context) {
        SplayPlan plan = SplayPlan.of(context.parameters());
        Steps steps = context.steps(thread);
        try (SplayPayload payload = new SplayPayload(mutator)) {
            SplayTree tree = new SplayTree(mutator);
            SplayModification modification = new SplayModification(mutator, tree, payload, context.parameters().seedOf(thread));
            for (long i = 0; i < plan.nodes(); i++) {
                modification.insertNewNode();
                steps.tick();
            }
            for (long i = 0; i < plan.modifications(); i++) {
                modification.replaceOneNode();
                steps.tick();
                if (i % SplayPlan.MODIFICATIONS_A_STEP == 0) {
                    context.progress().report(i, plan.modifications());
                }
            }
            CheckFailedException.requireEqual("the number of nodes in the splay tree", plan.nodes(),
                    new SplayCheck(mutator, tree, payload, steps).count());
        }
    }
}

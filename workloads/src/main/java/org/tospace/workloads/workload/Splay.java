package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.TagNames;

/**
 * Splay of the Octane suite, V8's benchmark of its collector: a splay tree of 8,000 nodes, each with a payload tree of depth 5, is changed
 * node by node. A step is 80 modifications: insert a node with a new random key, remove the one with the next smaller key.
 *
 * <p>Each thread has a tree of its own. Checked: order and number of the keys, and every payload.
 */
final class Splay implements Workload {
    private static final int USUAL_NODES = 8_000;
    private static final int MODIFICATIONS_A_STEP = 80;
    /** For the usual tree 40,000, or 500 steps; larger trees get no more. */
    private static final int MODIFICATIONS_A_NODE = 5;
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
        return new SizeRange("nodes in the tree", USUAL_NODES, 1, 10_000_000);
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
        context.mutate((mutator, thread) -> runOn(mutator, parameters.size(), parameters.seedOf(thread), context.progress()));
    }

    private static void runOn(Mutator mutator, long nodes, long seed, Progress progress) {
        try (SplayPayload payload = new SplayPayload(mutator)) {
            SplayTree tree = new SplayTree(mutator);
            SplayModification modification = new SplayModification(mutator, tree, payload, seed);
            for (long i = 0; i < nodes; i++) {
                modification.insertNewNode();
            }
            long modifications = MODIFICATIONS_A_NODE * Math.min(nodes, USUAL_NODES);
            for (long i = 0; i < modifications; i++) {
                modification.replaceOneNode();
                if (i % MODIFICATIONS_A_STEP == 0) {
                    progress.report(i, modifications);
                }
            }
            CheckFailedException.requireEqual("the number of nodes in the splay tree", nodes, new SplayCheck(mutator, tree, payload).count());
        }
    }
}

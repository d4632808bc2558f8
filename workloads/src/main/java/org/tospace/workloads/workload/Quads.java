package org.tospace.workloads.workload;

import java.util.concurrent.atomic.LongAdder;
import org.tospace.gc.TagNames;

/**
 * Quadtrees, as of images and maps, which are a known way to try collectors out. A complete tree is built; then points are chosen at random. Where one
 * lies in a leaf that is not of the finest level, that leaf is subdivided down to it; elsewhere a node above the point is collapsed into a leaf. So
 * about half of the tree is there at any time, and what is dropped was alive for as long as chance would have it.
 *
 * <p>Each thread has a tree of its own. Checked: the level of the leaf at each point, and ten times on the way and at the end every node, with a model.
 */
final class Quads implements Workload {
    private static final int DEEPEST = 12;
    private static final int HEAP_TO_COMPLETE_TREE = 4;

    @Override
    public String name() {
        return "quads";
    }

    @Override
    public String summary() {
        return "subdivide and collapse parts of a quadtree at random points";
    }

    @Override
    public TagNames tagNames() {
        return new ObjectNames().with(Quadtree.NODE.tag(), "node", "child 0", "child 1", "child 2", "child 3");
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("depth of the tree", QuadsPlan.USUAL_DEPTH, QuadsPlan.LEAST_DEPTH, DEEPEST);
    }

    @Override
    public long defaultHeapBytes(WorkloadParameters parameters) {
        long liveBytes = parameters.threads() * QuadsPlan.nodesOf((int) parameters.size()) * Quadtree.NODE.sizeBytes();
        return Math.max(HeapSizes.powerOfTwo(HEAP_TO_COMPLETE_TREE * liveBytes), Workload.super.defaultHeapBytes(parameters));
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder nodes = new LongAdder();
        LongAdder sum = new LongAdder();
        context.mutate((mutator, thread) -> {
            Quadtree tree = new Quadtree(mutator, QuadsPlan.of(parameters, thread), context.steps(thread));
            sum.add(tree.run(context.progress()));
            nodes.add(tree.compare());
        });
        context.output().accept(QuadsPlan.result(parameters, nodes.sum(), sum.sum()));
    }
}

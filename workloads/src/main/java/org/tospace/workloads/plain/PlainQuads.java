package org.tospace.workloads.plain;

import java.util.concurrent.atomic.LongAdder;
import org.tospace.workloads.workload.QuadsPlan;
import org.tospace.workloads.workload.WorkloadParameters;

/** Quadtrees that are subdivided and collapsed at random points; see {@link PlainQuadtree}. */
final class PlainQuads implements PlainWorkload {
    @Override
    public String name() {
        return "quads";
    }

    @Override
    public void run(PlainContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder nodes = new LongAdder();
        LongAdder sum = new LongAdder();
        context.mutate((steps, thread) -> {
            PlainQuadtree tree = new PlainQuadtree(QuadsPlan.of(parameters, thread), steps);
            sum.add(tree.run(context.progress()));
            nodes.add(tree.compare());
        });
        context.output().accept(QuadsPlan.result(parameters, nodes.sum(), sum.sum()));
    }
}

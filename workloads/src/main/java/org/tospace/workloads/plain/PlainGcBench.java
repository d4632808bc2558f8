package org.tospace.workloads.plain;

import java.util.concurrent.atomic.LongAdder;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.GcBenchPlan;
import org.tospace.workloads.workload.WorkloadParameters;

/** GCBench as it was written, in Java; see {@link PlainGcBenchThread}. */
final class PlainGcBench implements PlainWorkload {
    @Override
    public String name() {
        return "gcbench";
    }

    @Override
    public void run(PlainContext context) {
        WorkloadParameters parameters = context.parameters();
        GcBenchPlan plan = GcBenchPlan.of(parameters);
        LongAdder longLivedNodes = new LongAdder();
        context.mutate((steps, thread) -> {
            PlainGcBenchThread bench = new PlainGcBenchThread(plan, parameters.seedOf(thread), steps);
            bench.run(context.progress());
            longLivedNodes.add(bench.checkedLongLivedNodes());
        });
        CheckFailedException.requireEqual("the number of long-lived nodes of all threads", parameters.threads() * plan.longLivedNodes(),
                longLivedNodes.sum());
    }
}

package org.tospace.workloads.plain;

import java.util.concurrent.atomic.LongAdder;
import org.tospace.workloads.workload.LruModel;
import org.tospace.workloads.workload.LruOutcome;
import org.tospace.workloads.workload.LruPlan;
import org.tospace.workloads.workload.WorkloadParameters;

/** A cache of a fixed size that drops what was not used for the longest time; see {@link PlainLruTable}. */
final class PlainLruCache implements PlainWorkload {
    @Override
    public String name() {
        return "lru-cache";
    }

    @Override
    public void run(PlainContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder hits = new LongAdder();
        LongAdder misses = new LongAdder();
        LongAdder sum = new LongAdder();
        context.mutate((steps, thread) -> {
            LruPlan plan = LruPlan.of(parameters, thread);
            PlainLruTable table = new PlainLruTable(plan, steps);
            LruOutcome outcome = table.run(context.progress());
            LruModel model = new LruModel(plan);
            model.run().check(outcome);
            table.check(model);
            hits.add(outcome.hits());
            misses.add(outcome.misses());
            sum.add(outcome.checksum());
        });
        context.output().accept(LruPlan.result(parameters, hits.sum(), misses.sum(), sum.sum()));
    }
}

package org.tospace.workloads.plain;

import java.util.concurrent.atomic.LongAdder;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.HavlakPlan;
import org.tospace.workloads.workload.LoopCounts;
import org.tospace.workloads.workload.WorkloadParameters;

/** Control-flow graphs are built, and their loops found; see {@link PlainLoopFinder}. */
final class PlainHavlak implements PlainWorkload {
    @Override
    public String name() {
        return "havlak";
    }

    @Override
    public void run(PlainContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder blocks = new LongAdder();
        LongAdder loops = new LongAdder();
        LongAdder sum = new LongAdder();
        context.mutate((steps, thread) -> {
            HavlakPlan plan = HavlakPlan.of(parameters, thread);
            PlainFlowGraph graph = new PlainFlowGraph(steps);
            PlainLoopFinder finder = new PlainLoopFinder(graph, steps);
            for (int i = 0; i < HavlakPlan.PROGRAMS; i++) {
                context.progress().report(i, HavlakPlan.PROGRAMS);
                LoopCounts counts = findLoops(plan, i, graph, finder);
                blocks.add(counts.blocks());
                loops.add(counts.loops());
            }
            sum.add(finder.checksum());
        });
        context.output().accept(HavlakPlan.result(parameters, blocks.sum(), loops.sum(), sum.sum()));
    }

    private static LoopCounts findLoops(HavlakPlan plan, int program, PlainFlowGraph graph, PlainLoopFinder finder) {
        graph.clear();
        LoopCounts expected = plan.tell(program, graph);
        CheckFailedException.requireEqual("the number of blocks of the graph", expected.blocks(), graph.blocks().size());
        for (int i = 0; i < HavlakPlan.SEARCHES; i++) {
            expected.check(finder.search());
        }
        return expected;
    }
}

package org.tospace.workloads.workload;

import java.util.concurrent.atomic.LongAdder;
import org.tospace.gc.TagNames;
import org.tospace.workloads.measure.Steps;

/**
 * Havlak, in the shape of the benchmark of "Are We Fast Yet?" and of Hundt's paper before it: control-flow graphs are built, and their loops found,
 * each program's several times. Many small objects of several kinds that refer to each other in cycles.
 *
 * <p>Each thread has programs of its own. Checked: the number of blocks, of loops of each kind, and their nesting, with what a program was made of.
 */
final class Havlak implements Workload {
    private static final int MOST_BLOCKS = 10_000_000;
    private static final int BYTES_A_BLOCK = 640;
    private static final int HEAP_TO_LIVE_DATA = 4;

    @Override
    public String name() {
        return "havlak";
    }

    @Override
    public String summary() {
        return "build control-flow graphs and find their loops (Havlak; Hundt; Are We Fast Yet?)";
    }

    @Override
    public TagNames tagNames() {
        return new ObjectNames().with(HeapVector.VECTOR.tag(), "vector", "array").with(HeapVector.ARRAY_TAG, "array")
                .with(FlowGraph.BLOCK.tag(), "block", "after", "before", "node")
                .with(LoopFinder.NODE.tag(), "node", "block", "stands for", "loop", "back", "others")
                .with(LoopFinder.FOUND_LOOP.tag(), "loop", "header", "parent", "blocks", "children");
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("blocks in each of " + HavlakPlan.PROGRAMS + " programs", HavlakPlan.USUAL_BLOCKS, 1, MOST_BLOCKS);
    }

    @Override
    public long defaultHeapBytes(WorkloadParameters parameters) {
        long liveBytes = parameters.threads() * parameters.size() * BYTES_A_BLOCK;
        return Math.max(HeapSizes.powerOfTwo(HEAP_TO_LIVE_DATA * liveBytes), Workload.super.defaultHeapBytes(parameters));
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder blocks = new LongAdder();
        LongAdder loops = new LongAdder();
        LongAdder sum = new LongAdder();
        context.mutate((mutator, thread) -> {
            HavlakPlan plan = HavlakPlan.of(parameters, thread);
            Steps steps = context.steps(thread);
            FlowGraph graph = new FlowGraph(mutator, steps);
            LoopFinder finder = new LoopFinder(mutator, graph, steps);
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

    private static LoopCounts findLoops(HavlakPlan plan, int program, FlowGraph graph, LoopFinder finder) {
        graph.clear();
        LoopCounts expected = plan.tell(program, graph);
        CheckFailedException.requireEqual("the number of blocks of the graph", expected.blocks(), graph.size());
        for (int i = 0; i < HavlakPlan.SEARCHES; i++) {
            expected.check(finder.search());
        }
        return expected;
    }
}

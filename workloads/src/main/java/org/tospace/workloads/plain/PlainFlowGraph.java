package org.tospace.workloads.plain;

import java.util.ArrayList;
import java.util.List;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.FlowProgram;
import org.tospace.workloads.workload.HavlakPlan;

/** A control-flow graph, which is built from what a {@link FlowProgram} tells: blocks, each with the blocks before and after it. */
final class PlainFlowGraph implements FlowProgram.Sink {
    private static final int USUAL_EDGES = 4;

    private final Steps steps;
    private List<Block> blocks;

    /** A block. */
    static final class Block {
        final int number;
        final List<Block> after = new ArrayList<>(USUAL_EDGES);
        final List<Block> before = new ArrayList<>(USUAL_EDGES);
        /** What {@link PlainLoopFinder} knows about it. */
        PlainLoopFinder.Node node;

        Block(int number) {
            this.number = number;
        }
    }

    PlainFlowGraph(Steps steps) {
        this.steps = steps;
    }

    void clear() {
        blocks = new ArrayList<>();
    }

    List<Block> blocks() {
        return blocks;
    }

    @Override
    public void block(int number) {
        blocks.add(new Block(number));
        if (number % HavlakPlan.BLOCKS_A_STEP == 0) {
            steps.tick();
        }
    }

    @Override
    public void edge(int from, int to) {
        blocks.get(from).after.add(blocks.get(to));
        blocks.get(to).before.add(blocks.get(from));
    }
}

package org.tospace.runtime.signalsafe.optimizing;

import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Terminator;
import org.tospace.runtime.signalsafe.graph.Value;

/** How often each value is an input, at the time of asking. */
final class UseCounts {

    private final int[] counts;

    UseCounts(Graph graph) {
        counts = new int[graph.valueCount()];
        for (Block block : graph.blocks()) {
            block.phis().forEach(this::countInputs);
            block.values().forEach(this::countInputs);
            switch (block.end()) {
                case Terminator.Branch branch -> {
                    count(branch.left());
                    count(branch.right());
                }
                case Terminator.Return exit when exit.value() != null -> count(exit.value());
                default -> { }
            }
        }
    }

    int of(Value value) {
        return counts[value.number()];
    }

    private void countInputs(Value value) {
        value.inputs().forEach(this::count);
    }

    private void count(Value value) {
        counts[value.resolved().number()]++;
    }
}

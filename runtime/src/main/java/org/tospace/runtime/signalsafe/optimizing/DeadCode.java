package org.tospace.runtime.signalsafe.optimizing;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Terminator;
import org.tospace.runtime.signalsafe.graph.Value;

/** Removes values that neither what must happen nor a branch nor the result needs. */
final class DeadCode {

    private final BitSet needed = new BitSet();
    private final Deque<Value> toVisit = new ArrayDeque<>();

    private DeadCode() {
    }

    static void run(Graph graph) {
        DeadCode search = new DeadCode();
        List<Block> blocks = graph.blocks();
        blocks.forEach(search::addRoots);
        while (!search.toVisit.isEmpty()) {
            search.toVisit.pop().inputs().forEach(search::need);
        }
        for (Block block : blocks) {
            block.phis().removeIf(phi -> !search.needed.get(phi.number()));
            block.values().removeIf(value -> !search.needed.get(value.number()));
        }
    }

    private void addRoots(Block block) {
        block.values().stream().filter(Value::mustHappen).forEach(this::need);
        switch (block.end()) {
            case Terminator.Branch branch -> {
                need(branch.left());
                need(branch.right());
            }
            case Terminator.Return exit when exit.value() != null -> need(exit.value());
            default -> { }
        }
    }

    private void need(Value value) {
        Value resolved = value.resolved();
        if (!needed.get(resolved.number())) {
            needed.set(resolved.number());
            toVisit.push(resolved);
        }
    }
}

package org.tospace.runtime.signalsafe.optimizing;

import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Terminator.Goto;

/** Appends to a block the one behind it, where nothing else leads there. */
final class BlockMerging {

    private BlockMerging() {
    }

    static boolean run(Graph graph) {
        boolean changed = false;
        for (Block block : graph.blocks()) {
            while (block.end() instanceof Goto(Block next) && next != block && next.predecessors().size() == 1) {
                next.phis().forEach(phi -> phi.replaceBy(phi.input(0)));
                next.phis().clear();
                block.values().addAll(next.values());
                next.values().clear();
                for (Block successor : next.successors()) {
                    successor.predecessors().replaceAll(one -> one == next ? block : one);
                }
                block.replaceEnd(next.end());
                next.replaceEnd(new Goto(next));
                changed = true;
            }
        }
        return changed;
    }
}

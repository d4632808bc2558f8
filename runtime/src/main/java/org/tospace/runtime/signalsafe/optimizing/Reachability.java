package org.tospace.runtime.signalsafe.optimizing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;

/** Cuts the edges from blocks that cannot be reached any more. */
final class Reachability {

    private Reachability() {
    }

    static void removeUnreachable(Graph graph) {
        List<Block> blocks = graph.blocks();
        Set<Block> reached = new HashSet<>(blocks);
        for (Block block : blocks) {
            for (Block predecessor : List.copyOf(block.predecessors())) {
                if (!reached.contains(predecessor)) {
                    block.removePredecessor(predecessor);
                }
            }
        }
    }
}

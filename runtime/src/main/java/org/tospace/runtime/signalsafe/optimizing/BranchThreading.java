package org.tospace.runtime.signalsafe.optimizing;

import java.util.List;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Terminator.Branch;
import org.tospace.runtime.signalsafe.graph.Terminator.Goto;
import org.tospace.runtime.signalsafe.graph.Value;

/**
 * Leads control past branches whose outcome the way there decides: a block that only branches on a phi is skipped by those
 * predecessors that bring a constant. This is what becomes of {@code if (test())} once {@code test} is inlined.
 *
 * <p>Only where the phi is all that the block defines and the branch all that uses it, so that no other value needs to change.
 */
final class BranchThreading {

    private BranchThreading() {
    }

    static boolean run(Graph graph) {
        boolean changed = false;
        UseCounts uses = new UseCounts(graph);
        for (Block block : graph.blocks()) {
            if (block.end() instanceof Branch branch && block.values().isEmpty() && block.phis().size() == 1
                    && branch.left().resolved() == block.phis().getFirst() && branch.right().resolved().isConstant()
                    && uses.of(block.phis().getFirst()) == 1) {
                changed |= thread(graph, block);
            }
        }
        if (changed) {
            Reachability.removeUnreachable(graph);
        }
        return changed;
    }

    private static boolean thread(Graph graph, Block block) {
        boolean changed = false;
        Value phi = block.phis().getFirst();
        for (Block predecessor : List.copyOf(block.predecessors())) {
            Branch branch = (Branch) block.end();
            Value brought = phi.input(block.predecessors().indexOf(predecessor));
            if (brought.isConstant() && predecessor.end() instanceof Goto) {
                boolean holds = branch.comparison().holds(brought.constant(), branch.right().resolved().constant());
                changed |= redirect(graph, block, predecessor, holds);
            }
        }
        return changed;
    }

    private static boolean redirect(Graph graph, Block block, Block predecessor, boolean holds) {
        Branch branch = (Branch) block.end();
        Block edge = holds ? branch.then() : branch.otherwise();
        if (!edge.phis().isEmpty()) {
            return false;
        }
        if (!edge.isEmpty() || !(edge.end() instanceof Goto)) {
            edge = split(graph, block, branch, edge, holds);
        }
        Block target = ((Goto) edge.end()).target();
        if (target == block) {
            return false;
        }
        int index = target.predecessors().indexOf(edge);
        target.phis().forEach(phi -> phi.addInput(phi.input(index)));
        block.removePredecessor(predecessor);
        predecessor.end(new Goto(target));
        return true;
    }

    /** Puts an empty block on the edge, and returns it. */
    private static Block split(Graph graph, Block block, Branch branch, Block target, boolean holds) {
        Block edge = graph.newBlock();
        edge.predecessors().add(block);
        target.predecessors().remove(block);
        edge.end(new Goto(target));
        block.replaceEnd(new Branch(branch.comparison(), branch.left(), branch.right(), holds ? edge : branch.then(),
                holds ? branch.otherwise() : edge, branch.origin()));
        return edge;
    }
}

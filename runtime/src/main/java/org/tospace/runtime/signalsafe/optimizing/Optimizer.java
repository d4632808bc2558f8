package org.tospace.runtime.signalsafe.optimizing;

import org.tospace.runtime.signalsafe.graph.Graph;

/** The order of the steps. Each round may open the way for the next; a graph settles within a few. */
public final class Optimizer {

    /** A bound on compile time only: a graph that has not settled is still right. */
    private static final int MOST_ROUNDS = 30;

    private Optimizer() {
    }

    /** Improves a graph in place. */
    public static void optimize(Graph graph) {
        boolean changed = true;
        for (int round = 0; changed && round < MOST_ROUNDS; round++) {
            changed = PhiRemoval.run(graph);
            changed |= ValueFolding.run(graph);
            changed |= BranchFolding.run(graph);
            changed |= BranchThreading.run(graph);
            changed |= BlockMerging.run(graph);
            DeadCode.run(graph);
        }
    }
}

package org.tospace.runtime.signalsafe.optimizing;

import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Comparison;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Terminator;
import org.tospace.runtime.signalsafe.graph.Terminator.Branch;
import org.tospace.runtime.signalsafe.graph.Value;

/**
 * Simplifies branches: those that always go one way, and those that compare a comparison's outcome with zero, which become the
 * comparison itself ({@code Long.compareUnsigned(a, b) < 0} is one unsigned comparison). Constants go to the right. An outcome that is compared with zero without
 * signs is not less than it, whatever it came from, so that is decided first.
 */
final class BranchFolding {

    private BranchFolding() {
    }

    static boolean run(Graph graph) {
        boolean changed = false;
        for (Block block : graph.blocks()) {
            if (block.end() instanceof Branch branch) {
                changed |= fold(block, branch);
            }
        }
        if (changed) {
            Reachability.removeUnreachable(graph);
        }
        return changed;
    }

    private static boolean fold(Block block, Branch branch) {
        Value left = branch.left().resolved();
        Value right = branch.right().resolved();
        Comparison comparison = branch.comparison();
        if (left.isConstant() && right.isConstant() || left == right) {
            boolean holds = left == right ? comparison.holds(0, 0) : comparison.holds(left.constant(), right.constant());
            go(block, holds ? branch.then() : branch.otherwise(), holds ? branch.otherwise() : branch.then());
            return true;
        }
        if (left.isConstant()) {
            block.replaceEnd(new Branch(comparison.swapped(), right, left, branch.then(), branch.otherwise(), branch.origin()));
            return true;
        }
        if (right.isConstant(0) && comparison.isUnsigned()) {
            foldUnsignedWithZero(block, branch, left, right);
            return true;
        }
        boolean compared = left.operation() == Operation.COMPARE || left.operation() == Operation.COMPARE_UNSIGNED;
        if (compared && right.isConstant(0)) {
            Comparison direct = left.operation() == Operation.COMPARE ? comparison : comparison.unsigned();
            block.replaceEnd(new Branch(direct, left.input(0), left.input(1), branch.then(), branch.otherwise(), branch.origin()));
            return true;
        }
        return false;
    }

    /** Nothing is below zero, and all but zero itself is above. */
    private static void foldUnsignedWithZero(Block block, Branch branch, Value left, Value zero) {
        switch (branch.comparison()) {
            case BELOW -> go(block, branch.otherwise(), branch.then());
            case ABOVE_OR_EQUAL -> go(block, branch.then(), branch.otherwise());
            default -> {
                Comparison equality = branch.comparison() == Comparison.ABOVE ? Comparison.NOT_EQUAL : Comparison.EQUAL;
                block.replaceEnd(new Branch(equality, left, zero, branch.then(), branch.otherwise(), branch.origin()));
            }
        }
    }

    private static void go(Block block, Block target, Block dropped) {
        block.replaceEnd(new Terminator.Goto(target));
        dropped.removePredecessor(block);
    }
}

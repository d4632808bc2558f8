package org.tospace.runtime.signalsafe.optimizing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Value;

/** Folds every value again, now that its inputs may have become simpler; also drops masks of what is a boolean already. */
final class ValueFolding {

    private ValueFolding() {
    }

    static boolean run(Graph graph) {
        boolean changed = false;
        for (Block block : graph.blocks()) {
            List<Value> old = block.values();
            List<Value> list = new ArrayList<>(old.size());
            ValueMaker maker = new ValueMaker(graph, list);
            for (Value value : old) {
                Value kept = isMaskedBoolean(value) ? value.input(0) : maker.keep(value);
                if (kept != value) {
                    value.replaceBy(kept);
                    changed = true;
                }
            }
            block.setValues(list);
        }
        return changed;
    }

    private static boolean isMaskedBoolean(Value value) {
        return value.operation() == Operation.AND && value.input(1).isConstant(1) && isBoolean(value.input(0), new HashSet<>());
    }

    /** Whether a value is 0 or 1; a phi in question is taken to be, which its other inputs prove or not. */
    private static boolean isBoolean(Value value, Set<Value> asked) {
        return switch (value.operation()) {
            case CONSTANT -> value.isConstant(0) || value.isConstant(1);
            case COMPARE_AND_SET -> true;
            case AND -> value.input(1).isConstant(1);
            case PHI -> !asked.add(value) || value.inputs().stream().allMatch(input -> isBoolean(input, asked));
            default -> false;
        };
    }
}

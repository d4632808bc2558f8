package org.tospace.runtime.signalsafe.building;

import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.util.Comparator;
import java.util.List;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Comparison;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;

/** Builds both kinds of switch as a binary search by comparisons. */
final class SwitchBuilder {

    private final BlockBuilder builder;
    private Value selector;
    private int otherwise;

    SwitchBuilder(BlockBuilder builder) {
        this.builder = builder;
    }

    void build(Label defaultTarget, List<SwitchCase> cases) {
        selector = builder.state().pop();
        otherwise = target(defaultTarget);
        search(cases.stream().sorted(Comparator.comparingInt(SwitchCase::caseValue)).toList());
    }

    private void search(List<SwitchCase> cases) {
        if (cases.isEmpty()) {
            builder.method().enter(builder.block(), otherwise, builder.state());
            return;
        }
        Block then = builder.method().graph().newBlock();
        if (cases.size() == 1) {
            Block rest = compare(Comparison.EQUAL, cases.getFirst(), then);
            builder.method().enter(then, target(cases.getFirst().target()), builder.state());
            builder.method().enter(rest, otherwise, builder.state());
            return;
        }
        int middle = cases.size() / 2;
        Block upper = compare(Comparison.LESS, cases.get(middle), then);
        builder.continueIn(then);
        search(cases.subList(0, middle));
        builder.continueIn(upper);
        search(cases.subList(middle, cases.size()));
    }

    private Block compare(Comparison comparison, SwitchCase with, Block then) {
        return builder.branch(comparison, selector, builder.maker().constant(Type.INT, with.caseValue()), then);
    }

    private int target(Label label) {
        return builder.method().body().target(label);
    }
}

package org.tospace.runtime.signalsafe.x64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.allocating.CodeBlock;
import org.tospace.runtime.signalsafe.allocating.CodeGraph;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Comparison;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.LoopDepths;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Terminator;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.x64.Location.Immediate;

/** Chooses instructions for a graph, over any number of registers: blocks, how they end, and the moves of phis. */
final class Selector {

    private final Graph graph;
    private final CodeGraph<Instruction> code = new CodeGraph<>(Register.values().length);
    private final CodeSink sink = new CodeSink(code);
    private final Uses uses;
    private final Operands operands;
    private final Map<Block, CodeBlock<Instruction>> blocks = new HashMap<>();

    private Selector(Graph graph) {
        this.graph = graph;
        this.uses = new Uses(graph);
        this.operands = new Operands(sink, uses);
    }

    /** The code of a graph, in as many registers as it takes. */
    static CodeGraph<Instruction> select(Graph graph) {
        Selector selector = new Selector(graph);
        selector.select();
        return selector.code;
    }

    private void select() {
        LoopDepths depths = new LoopDepths(graph);
        for (Block block : graph.blocks()) {
            CodeBlock<Instruction> made = new CodeBlock<>(code.blocks().size(), depths.of(block));
            code.blocks().add(made);
            blocks.put(block, made);
        }
        sink.goTo(blocks.get(graph.entry()));
        for (int i = 0; i < graph.parameters().size(); i++) {
            Value parameter = graph.parameters().get(i);
            if (uses.of(parameter) > 0) {
                sink.move(operands.register(parameter), CodeSink.reg(Conventions.ARGUMENTS.get(i)), CodeSink.width(parameter.type()));
            }
        }
        ValueSelector values = new ValueSelector(sink, operands, uses);
        for (Block block : graph.blocks()) {
            sink.goTo(blocks.get(block));
            for (Value value : block.values()) {
                if (uses.isEmitted(value)) {
                    sink.setOrigin(value.origin());
                    values.select(value, isFlagsOnly(block, value));
                }
            }
            end(block);
            sink.setOrigin(null);
        }
    }

    private boolean isFlagsOnly(Block block, Value value) {
        return value.operation() == Operation.COMPARE_AND_SET && block.end() instanceof Terminator.Branch branch
                && branch.left().resolved() == value && uses.isOnCompareAndSet(block, branch);
    }

    private void end(Block block) {
        switch (block.end()) {
            case Terminator.Goto(Block target) -> {
                movePhis(block, target);
                sink.jump(blocks.get(target));
            }
            case Terminator.Branch branch -> {
                sink.setOrigin(branch.origin());
                branch(block, branch);
            }
            case Terminator.Return(Value value, var origin) -> {
                sink.setOrigin(origin);
                if (value != null) {
                    operands.moveTo(CodeSink.reg(Register.RAX), value.resolved());
                }
                sink.emit(Opcode.RET, Width.QWORD, null, null, null, value != null);
            }
        }
    }

    private void movePhis(Block block, Block target) {
        int index = target.predecessors().indexOf(block);
        List<ParallelMoves.Move> moves = new ArrayList<>();
        for (Value phi : target.phis()) {
            Value input = phi.input(index);
            Location source = input.isConstant() ? new Immediate(Operands.number(input)) : operands.register(input);
            moves.add(new ParallelMoves.Move(operands.register(phi), source, CodeSink.width(phi.type())));
        }
        ParallelMoves.emit(sink, moves);
    }

    private void branch(Block block, Terminator.Branch branch) {
        CodeBlock<Instruction> then = blocks.get(branch.then());
        CodeBlock<Instruction> otherwise = blocks.get(branch.otherwise());
        if (uses.isOnCompareAndSet(block, branch)) {
            // A 1 is told from 0 by ZF, which the compare-and-set leaves set.
            sink.jump(branch.comparison() == Comparison.EQUAL ? Condition.NE : Condition.E, then, otherwise);
            return;
        }
        Value left = branch.left().resolved();
        Value right = branch.right().resolved();
        Comparison comparison = branch.comparison();
        if (uses.isTest(branch)) {
            Width width = CodeSink.width(left.type());
            sink.emit(Opcode.TEST, width, operands.register(left.input(0)), operands.registerOrImmediate(left.input(1)));
        } else if (uses.isFolded(left)) {
            Location with = operands.registerOrImmediate(right);
            sink.emit(Opcode.CMP, CodeSink.width(left.type()), operands.memory(left), with);
        } else {
            operands.compare(left, right);
        }
        sink.jump(condition(comparison), then, otherwise);
    }

    /** How a comparison reads the flags. */
    private static Condition condition(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Condition.E;
            case NOT_EQUAL -> Condition.NE;
            case LESS -> Condition.L;
            case GREATER_OR_EQUAL -> Condition.GE;
            case GREATER -> Condition.G;
            case LESS_OR_EQUAL -> Condition.LE;
            case BELOW -> Condition.B;
            case ABOVE_OR_EQUAL -> Condition.AE;
            case ABOVE -> Condition.A;
            case BELOW_OR_EQUAL -> Condition.BE;
        };
    }
}

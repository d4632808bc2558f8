package org.tospace.runtime.signalsafe.building;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ConstantDesc;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Comparison;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Origin;
import org.tospace.runtime.signalsafe.graph.Terminator;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.optimizing.ValueMaker;
import org.tospace.runtime.signalsafe.reading.Bytecode;

/** Builds the instructions of one bytecode block. An inlined call makes the graph go on in another block. */
final class BlockBuilder {

    private final MethodBuilder method;
    private final Activation state;
    private Block block;
    private ValueMaker maker;
    private Origin origin;

    BlockBuilder(MethodBuilder method, Block block, Activation state) {
        this.method = method;
        this.state = state;
        continueIn(block);
    }

    /** Builds the instructions from one number up to another. */
    void build(int start, int end) {
        for (int i = start; i < end && block != null; i++) {
            Bytecode code = method.body().code().get(i);
            origin = new Origin(method.body(), code);
            maker.setOrigin(origin);
            build(code);
        }
        if (block != null && block.end() == null) {
            method.enter(block, end, state);
        }
    }

    /** Makes the graph go on in another block, or nowhere. */
    void continueIn(Block next) {
        block = next;
        maker = next == null ? null : new ValueMaker(method.graph(), next.values());
        if (maker != null) {
            maker.setOrigin(origin);
        }
    }

    MethodBuilder method() {
        return method;
    }

    Activation state() {
        return state;
    }

    Block block() {
        return block;
    }

    ValueMaker maker() {
        return maker;
    }

    /** Compares and goes on: where it holds, in {@code then}; else in the block returned. */
    Block branch(Comparison comparison, Value left, Value right, Block then) {
        Block otherwise = method.graph().newBlock();
        block.end(new Terminator.Branch(comparison, left, right, then, otherwise, origin));
        return otherwise;
    }

    private void build(Bytecode code) {
        switch (code.instruction()) {
            case NopInstruction _ -> { }
            case LoadInstruction load -> state.push(state.local(load.slot()));
            case StoreInstruction store -> state.setLocal(store.slot(), state.pop());
            case IncrementInstruction increment -> state.setLocal(increment.slot(), maker.make(Operation.ADD, Type.INT,
                    state.local(increment.slot()), maker.constant(Type.INT, increment.constant())));
            case ConstantInstruction constant -> pushConstant(constant.constantValue());
            case FieldInstruction field -> pushConstant(method.program().classes()
                    .constant(field.owner().asInternalName(), field.name().stringValue()).orElseThrow());
            case StackInstruction stack -> StackMoves.build(state, stack.opcode());
            case OperatorInstruction operator -> Arithmetic.build(this, operator.opcode());
            case ConvertInstruction convert -> Arithmetic.convert(this, convert.opcode());
            case BranchInstruction branch -> branch(branch);
            case TableSwitchInstruction table -> new SwitchBuilder(this).build(table.defaultTarget(), table.cases());
            case LookupSwitchInstruction table -> new SwitchBuilder(this).build(table.defaultTarget(), table.cases());
            case InvokeInstruction call -> new CallBuilder(this).build(call);
            case ReturnInstruction exit -> exit(exit.opcode());
            default -> throw new IllegalStateException("an instruction that was not refused: " + code.instruction());
        }
    }

    private void pushConstant(ConstantDesc value) {
        state.push(value instanceof Long number ? maker.constant(Type.LONG, number) : maker.constant(Type.INT, (Integer) value));
    }

    private void branch(BranchInstruction branch) {
        int target = method.body().target(branch.target());
        Opcode opcode = branch.opcode();
        if (opcode == Opcode.GOTO || opcode == Opcode.GOTO_W) {
            method.enter(block, target, state);
            return;
        }
        boolean withZero = opcode.compareTo(Opcode.IF_ICMPEQ) < 0;
        Value right = withZero ? maker.constant(Type.INT, 0) : state.pop();
        Value left = state.pop();
        Block then = method.graph().newBlock();
        Block otherwise = branch(comparison(opcode), left, right, then);
        method.enter(then, target, state);
        continueIn(otherwise);
    }

    private static Comparison comparison(Opcode opcode) {
        return switch (opcode) {
            case IFEQ, IF_ICMPEQ -> Comparison.EQUAL;
            case IFNE, IF_ICMPNE -> Comparison.NOT_EQUAL;
            case IFLT, IF_ICMPLT -> Comparison.LESS;
            case IFGE, IF_ICMPGE -> Comparison.GREATER_OR_EQUAL;
            case IFGT, IF_ICMPGT -> Comparison.GREATER;
            case IFLE, IF_ICMPLE -> Comparison.LESS_OR_EQUAL;
            default -> throw new IllegalStateException("a branch that was not refused: " + opcode);
        };
    }

    private void exit(Opcode opcode) {
        Value value = opcode == Opcode.RETURN ? null
                : Arithmetic.narrow(maker, method.body().name().type().returnType(), state.pop());
        method.exit(block, value);
        block = null;
    }
}

package org.tospace.runtime.signalsafe.x64;

import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RCX;
import static org.tospace.runtime.code.Register.RDX;

import java.util.List;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.reading.MethodName;
import org.tospace.runtime.signalsafe.x64.Location.Immediate;
import org.tospace.runtime.signalsafe.x64.Location.Reg;

/** Chooses the instructions of one value. */
final class ValueSelector {

    private final CodeSink sink;
    private final Operands operands;
    private final Uses uses;
    private final MemorySelector memory;

    ValueSelector(CodeSink sink, Operands operands, Uses uses) {
        this.sink = sink;
        this.operands = operands;
        this.uses = uses;
        this.memory = new MemorySelector(sink, operands);
    }

    /** Emits a value's instructions; {@code flagsOnly} when only the flags of a compare-and-set are wanted. */
    void select(Value value, boolean flagsOnly) {
        Width width = CodeSink.width(value.type());
        switch (value.operation()) {
            case ADD -> binary(Opcode.ADD, value);
            case SUBTRACT -> binary(Opcode.SUB, value);
            case AND -> binary(Opcode.AND, value);
            case OR -> binary(Opcode.OR, value);
            case XOR -> exclusiveOr(value);
            case MULTIPLY -> multiply(value);
            case DIVIDE -> divide(value, RAX);
            case REMAINDER -> divide(value, RDX);
            case NEGATE -> unary(Opcode.NEG, value);
            case SHIFT_LEFT -> shift(Opcode.SHL, value);
            case SHIFT_RIGHT -> shift(Opcode.SAR, value);
            case SHIFT_RIGHT_UNSIGNED -> shift(Opcode.SHR, value);
            case MINIMUM -> select(Condition.G, value);
            case MAXIMUM -> select(Condition.L, value);
            case TRAILING_ZEROES -> bits(Opcode.BSF, value, value.input(0).type().bits());
            case LEADING_ZEROES -> {
                int bits = value.input(0).type().bits();
                bits(Opcode.BSR, value, 2 * bits - 1);
                sink.emit(Opcode.XOR, Width.DWORD, operands.register(value), new Immediate(bits - 1));
            }
            case COMPARE -> compare(Condition.G, Condition.L, value);
            case COMPARE_UNSIGNED -> compare(Condition.A, Condition.B, value);
            case INT_TO_LONG -> sink.emit(Opcode.MOVSX, Width.DWORD, operands.register(value), source(value.input(0)));
            case INT_TO_LONG_UNSIGNED -> sink.emit(Opcode.MOVZX, Width.DWORD, operands.register(value), operands.register(value.input(0)));
            case LONG_TO_INT -> sink.move(operands.register(value), operands.register(value.input(0)), width);
            case TO_BYTE -> sink.emit(Opcode.MOVSX, Width.BYTE, operands.register(value), operands.register(value.input(0)));
            case TO_SHORT -> sink.emit(Opcode.MOVSX, Width.WORD, operands.register(value), operands.register(value.input(0)));
            case TO_CHAR -> sink.emit(Opcode.MOVZX, Width.WORD, operands.register(value), operands.register(value.input(0)));
            case CALL -> call(value);
            case NATIVE_CALL -> callNative(value);
            default -> memory.select(value, flagsOnly);
        }
    }

    private Location source(Value value) {
        return uses.isFolded(value) ? operands.memory(value) : operands.register(value);
    }

    private void binary(Opcode opcode, Value value) {
        boolean swap = value.operation().isCommutative() && uses.isFolded(value.input(0));
        Value left = value.input(swap ? 1 : 0);
        Value right = value.input(swap ? 0 : 1);
        Reg target = operands.register(value);
        Location source = operands.any(right);
        operands.moveTo(target, left);
        sink.emit(opcode, CodeSink.width(value.type()), target, source);
    }

    private void exclusiveOr(Value value) {
        if (value.input(1).isConstant(-1)) {
            unary(Opcode.NOT, value);
        } else {
            binary(Opcode.XOR, value);
        }
    }

    private void unary(Opcode opcode, Value value) {
        operands.moveTo(operands.register(value), value.input(0));
        sink.emit(opcode, CodeSink.width(value.type()), operands.register(value));
    }

    private void multiply(Value value) {
        Value right = value.input(1);
        if (right.isConstant() && right.constant() == (int) right.constant()) {
            sink.emit(Opcode.IMUL_BY, CodeSink.width(value.type()), null, operands.register(value), operands.register(value.input(0)),
                    (int) right.constant());
        } else {
            binary(Opcode.IMUL, value);
        }
    }

    /** The divisor is neither 0 nor -1, so the processor's division does what Java's does. */
    private void divide(Value value, Register result) {
        Width width = CodeSink.width(value.type());
        Reg divisor = operands.register(value.input(1));
        operands.moveTo(CodeSink.reg(RAX), value.input(0));
        sink.emit(Opcode.CDQ, width, null);
        sink.emit(Opcode.IDIV, width, divisor);
        sink.move(operands.register(value), CodeSink.reg(result), width);
    }

    private void shift(Opcode opcode, Value value) {
        Width width = CodeSink.width(value.type());
        Reg target = operands.register(value);
        Value distance = value.input(1);
        operands.moveTo(target, value.input(0));
        if (distance.isConstant()) {
            sink.emit(opcode, width, target, new Immediate(distance.constant() & value.type().shiftMask()));
        } else {
            // The processor takes the distance modulo the width, as Java does.
            operands.moveTo(CodeSink.reg(RCX), distance);
            sink.emit(opcode, width, target, CodeSink.reg(RCX));
        }
    }

    /** The first value, or the second if the condition holds between them. */
    private void select(Condition condition, Value value) {
        Width width = CodeSink.width(value.type());
        Reg target = operands.register(value);
        Reg other = operands.register(value.input(1));
        operands.moveTo(target, value.input(0));
        sink.emit(Opcode.CMP, width, target, other);
        sink.emit(Opcode.CMOV, width, condition, target, other, null);
    }

    private void bits(Opcode opcode, Value value, int ofZero) {
        Reg target = operands.register(value);
        Reg none = sink.newRegister();
        sink.move(none, ofZero);
        sink.emit(opcode, CodeSink.width(value.input(0).type()), target, operands.register(value.input(0)));
        sink.emit(Opcode.CMOV, Width.DWORD, Condition.E, target, none, null);
    }

    private void compare(Condition greater, Condition less, Value value) {
        Reg left = operands.register(value.input(0));
        Location right = operands.registerOrImmediate(value.input(1));
        Reg target = operands.register(value);
        Reg other = sink.newRegister();
        sink.emit(Opcode.CMP, CodeSink.width(value.input(0).type()), left, right);
        sink.set(greater, target);
        sink.set(less, other);
        sink.emit(Opcode.SUB, Width.DWORD, target, other);
    }

    private void callNative(Value value) {
        List<Value> inputs = value.inputs();
        for (int i = 1; i < inputs.size(); i++) {
            operands.moveTo(CodeSink.reg(Conventions.ARGUMENTS.get(i - 1)), inputs.get(i));
        }
        operands.moveTo(CodeSink.reg(RAX), inputs.getFirst());
        sink.emit(Opcode.CALL_NATIVE, Width.QWORD, null, null, null, inputs.size() - 1);
        sink.move(operands.register(value), CodeSink.reg(RAX), Width.QWORD);
    }

    private void call(Value value) {
        List<Value> arguments = value.inputs();
        for (int i = 0; i < arguments.size(); i++) {
            operands.moveTo(CodeSink.reg(Conventions.ARGUMENTS.get(i)), arguments.get(i));
        }
        sink.emit(Opcode.CALL, Width.QWORD, null, null, null, (MethodName) value.detail());
        if (value.type() != Type.NONE) {
            sink.move(operands.register(value), CodeSink.reg(RAX), CodeSink.width(value.type()));
        }
    }
}

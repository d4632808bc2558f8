package org.tospace.runtime.signalsafe.building;

import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.optimizing.ValueMaker;

/** The instructions that compute. */
final class Arithmetic {

    private Arithmetic() {
    }

    static void build(BlockBuilder builder, Opcode opcode) {
        Activation state = builder.state();
        Type type = opcode.name().startsWith("L") ? Type.LONG : Type.INT;
        ValueMaker maker = builder.maker();
        Value b = state.pop();
        if (opcode == Opcode.INEG || opcode == Opcode.LNEG) {
            state.push(maker.make(Operation.NEGATE, type, b));
            return;
        }
        Value a = state.pop();
        state.push(switch (opcode) {
            case IDIV, LDIV -> new Division(maker, type).quotient(a, b);
            case IREM, LREM -> new Division(maker, type).remainder(a, b);
            case LCMP -> maker.make(Operation.COMPARE, Type.INT, a, b);
            default -> maker.make(operation(opcode), type, a, b);
        });
    }

    private static Operation operation(Opcode opcode) {
        return switch (opcode) {
            case IADD, LADD -> Operation.ADD;
            case ISUB, LSUB -> Operation.SUBTRACT;
            case IMUL, LMUL -> Operation.MULTIPLY;
            case IAND, LAND -> Operation.AND;
            case IOR, LOR -> Operation.OR;
            case IXOR, LXOR -> Operation.XOR;
            case ISHL, LSHL -> Operation.SHIFT_LEFT;
            case ISHR, LSHR -> Operation.SHIFT_RIGHT;
            case IUSHR, LUSHR -> Operation.SHIFT_RIGHT_UNSIGNED;
            default -> throw new IllegalStateException("an operator that was not refused: " + opcode);
        };
    }

    static void convert(BlockBuilder builder, Opcode opcode) {
        ValueMaker maker = builder.maker();
        Value value = builder.state().pop();
        builder.state().push(switch (opcode) {
            case I2L -> maker.make(Operation.INT_TO_LONG, Type.LONG, value);
            case L2I -> maker.make(Operation.LONG_TO_INT, Type.INT, value);
            case I2B -> maker.make(Operation.TO_BYTE, Type.INT, value);
            case I2S -> maker.make(Operation.TO_SHORT, Type.INT, value);
            case I2C -> maker.make(Operation.TO_CHAR, Type.INT, value);
            default -> throw new IllegalStateException("a conversion that was not refused: " + opcode);
        });
    }

    /** What returning does to an int: it is cut to the result's type. */
    static Value narrow(ValueMaker maker, ClassDesc result, Value value) {
        return switch (result.descriptorString()) {
            case "Z" -> isBoolean(value) ? value : maker.make(Operation.AND, Type.INT, value, maker.constant(Type.INT, 1));
            case "B" -> maker.make(Operation.TO_BYTE, Type.INT, value);
            case "S" -> maker.make(Operation.TO_SHORT, Type.INT, value);
            case "C" -> maker.make(Operation.TO_CHAR, Type.INT, value);
            default -> value;
        };
    }

    private static boolean isBoolean(Value value) {
        return value.isConstant(0) || value.isConstant(1) || value.operation() == Operation.COMPARE_AND_SET;
    }
}

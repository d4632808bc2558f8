package org.tospace.runtime.signalsafe.x64;

import java.util.HashMap;
import java.util.Map;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.x64.Location.Immediate;
import org.tospace.runtime.signalsafe.x64.Location.Memory;
import org.tospace.runtime.signalsafe.x64.Location.Reg;

/** Values as operands: in the register each was given, as an immediate, or in memory. Constants are loaded anew for each use. */
final class Operands {

    private final CodeSink sink;
    private final Uses uses;
    private final Map<Value, Reg> registers = new HashMap<>();

    Operands(CodeSink sink, Uses uses) {
        this.sink = sink;
        this.uses = uses;
    }

    /** The register of a value. */
    Reg register(Value value) {
        if (value.isConstant()) {
            Reg moment = sink.newRegister();
            sink.move(moment, number(value));
            return moment;
        }
        return registers.computeIfAbsent(value, key -> sink.newRegister());
    }

    /** A register, or a constant where it fits into an instruction. */
    Location registerOrImmediate(Value value) {
        boolean immediate = value.isConstant() && value.constant() == (int) value.constant();
        return immediate ? new Immediate(value.constant()) : register(value);
    }

    /** A register, a constant, or memory where the value is only loaded to be used here. */
    Location any(Value value) {
        return uses.isFolded(value) ? memory(value) : registerOrImmediate(value);
    }

    /** The memory that a load, store or atomic operation accesses. */
    Memory memory(Value access) {
        Address address = uses.address(access);
        Reg base = register(address.base());
        Reg index = address.index() == null ? null : register(address.index());
        return new Memory(base, index, address.scale(), address.displacement());
    }

    /** Copies a value. */
    void moveTo(Reg to, Value value) {
        if (value.isConstant()) {
            sink.move(to, number(value));
        } else {
            sink.move(to, register(value), CodeSink.width(value.type()));
        }
    }

    /** Sets the flags by comparing two values of one type; constants are on the right. */
    void compare(Value left, Value right) {
        Width width = CodeSink.width(left.type());
        if (right.isConstant(0)) {
            Reg register = register(left);
            sink.emit(Opcode.TEST, width, register, register);
        } else {
            Reg register = register(left);
            sink.emit(Opcode.CMP, width, register, any(right));
        }
    }

    /** What to load for a constant: of an int the low half will do, and is shorter. */
    static long number(Value value) {
        return value.type() == Type.INT ? Integer.toUnsignedLong((int) value.constant()) : value.constant();
    }
}

package org.tospace.runtime.signalsafe.x64;

import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RCX;
import static org.tospace.runtime.code.Register.RDI;
import static org.tospace.runtime.code.Register.RDX;
import static org.tospace.runtime.code.Register.RSI;

import java.util.List;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.graph.MemoryAccess;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.x64.Location.Immediate;
import org.tospace.runtime.signalsafe.x64.Location.Reg;

/**
 * Chooses the instructions of the operations on memory and on the system.
 *
 * <p>The processor keeps loads in order, and stores in order (Intel manual, volume 3, 9.2): acquire and release are plain moves.
 * Locked instructions are full fences.
 */
final class MemorySelector {

    private final CodeSink sink;
    private final Operands operands;

    MemorySelector(CodeSink sink, Operands operands) {
        this.sink = sink;
        this.operands = operands;
    }

    void select(Value value, boolean flagsOnly) {
        switch (value.operation()) {
            case LOAD -> load(value);
            case STORE -> store(value);
            case COMPARE_AND_SET -> compareAndSet(value, flagsOnly);
            case GET_AND_ADD -> getAndAdd(value);
            case COPY -> copy(value);
            case CLEAR -> clear(value);
            case FENCE -> sink.emit(Opcode.MFENCE);
            case PAUSE -> sink.emit(Opcode.PAUSE);
            case PREFETCH -> sink.emit(Opcode.PREFETCHT0, Width.BYTE, operands.memory(value), null);
            case TIME_STAMP -> timeStamp(value);
            case SYSTEM_CALL -> systemCall(value);
            default -> throw new IllegalStateException("no instructions for " + value.operation());
        }
    }

    private static Width width(MemoryAccess access) {
        return Width.values()[access.size().ordinal()];
    }

    private void load(Value value) {
        Width width = width(value.access());
        boolean narrow = width == Width.BYTE || width == Width.WORD;
        sink.emit(narrow ? Opcode.MOVSX : Opcode.MOV, width, operands.register(value), operands.memory(value));
    }

    private void store(Value value) {
        Width width = width(value.access());
        Value stored = value.input(1);
        Location source = operands.registerOrImmediate(stored);
        if (source instanceof Immediate(long number)) {
            source = new Immediate(width == Width.BYTE ? (byte) number : width == Width.WORD ? (short) number : number);
        }
        sink.emit(Opcode.MOV, width, operands.memory(value), source);
    }

    private void compareAndSet(Value value, boolean flagsOnly) {
        Location.Memory place = operands.memory(value);
        Reg replacement = operands.register(value.input(2));
        operands.moveTo(CodeSink.reg(RAX), value.input(1));
        sink.emit(Opcode.LOCK_CMPXCHG, width(value.access()), place, replacement);
        if (!flagsOnly) {
            sink.set(Condition.E, operands.register(value));
        }
    }

    private void getAndAdd(Value value) {
        Location.Memory place = operands.memory(value);
        Reg register = operands.register(value);
        operands.moveTo(register, value.input(1));
        sink.emit(Opcode.LOCK_XADD, width(value.access()), place, register);
    }

    private void copy(Value value) {
        operands.moveTo(CodeSink.reg(RSI), value.input(0));
        operands.moveTo(CodeSink.reg(RDI), value.input(1));
        operands.moveTo(CodeSink.reg(RCX), value.input(2));
        sink.emit(Opcode.REP_MOVSB);
    }

    private void clear(Value value) {
        operands.moveTo(CodeSink.reg(RDI), value.input(0));
        operands.moveTo(CodeSink.reg(RCX), value.input(1));
        sink.move(CodeSink.reg(RAX), 0);
        sink.emit(Opcode.REP_STOSB);
    }

    private void timeStamp(Value value) {
        sink.emit(Opcode.RDTSC);
        Reg high = sink.newRegister();
        Reg result = operands.register(value);
        sink.move(high, CodeSink.reg(RDX), Width.QWORD);
        sink.move(result, CodeSink.reg(RAX), Width.QWORD);
        sink.emit(Opcode.SHL, Width.QWORD, high, new Immediate(Integer.SIZE));
        sink.emit(Opcode.OR, Width.QWORD, result, high);
    }

    private void systemCall(Value value) {
        List<Value> inputs = value.inputs();
        for (int i = 1; i < inputs.size(); i++) {
            operands.moveTo(CodeSink.reg(Conventions.SYSTEM_CALL_ARGUMENTS.get(i - 1)), inputs.get(i));
        }
        operands.moveTo(CodeSink.reg(RAX), inputs.getFirst());
        sink.emit(Opcode.SYSCALL, Width.QWORD, null, null, null, inputs.size() - 1);
        if (value.type() == Type.LONG) {
            sink.move(operands.register(value), CodeSink.reg(RAX), Width.QWORD);
        }
    }
}

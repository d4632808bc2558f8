package org.tospace.runtime.signalsafe.x64;

import static org.tospace.runtime.code.Register.R10;
import static org.tospace.runtime.code.Register.R11;
import static org.tospace.runtime.code.Register.R8;
import static org.tospace.runtime.code.Register.R9;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RBX;
import static org.tospace.runtime.code.Register.RCX;
import static org.tospace.runtime.code.Register.RDI;
import static org.tospace.runtime.code.Register.RDX;
import static org.tospace.runtime.code.Register.RSI;

import java.util.List;
import org.tospace.runtime.code.Register;

/** The instructions that are chosen from, and what each reads and writes. The second operand is always read. */
enum Opcode {
    MOV(false, true),
    MOVZX(false, true),
    MOVSX(false, true),
    LEA(false, true),
    ADD(true, true),
    OR(true, true),
    AND(true, true),
    SUB(true, true),
    XOR(true, true),
    IMUL(true, true),
    /** first = second * detail. */
    IMUL_BY(false, true),
    CMP(true, false),
    TEST(true, false),
    SHL(true, true),
    SHR(true, true),
    SAR(true, true),
    NEG(true, true),
    NOT(true, true),
    BSF(false, true),
    BSR(false, true),
    /** Sets the low byte alone; what reads the register must extend it. */
    SET(false, true),
    CMOV(true, true),
    CDQ(List.of(RAX), List.of(RDX)),
    IDIV(true, false, List.of(RAX, RDX), List.of(RAX, RDX)),
    LOCK_CMPXCHG(true, false, List.of(RAX), List.of(RAX)),
    /** Writes the second operand too. */
    LOCK_XADD(true, false),
    REP_MOVSB(List.of(RCX, RSI, RDI), List.of(RCX, RSI, RDI)),
    REP_STOSB(List.of(RAX, RCX, RDI), List.of(RCX, RDI)),
    MFENCE(List.of(), List.of()),
    PAUSE(List.of(), List.of()),
    PREFETCHT0(true, false),
    RDTSC(List.of(), List.of(RAX, RDX)),
    /** Reads the registers of as many arguments as the detail says, and RAX. */
    SYSCALL(List.of(RAX), List.of(RAX, RCX, R11)),
    /**
     * Calls the code at RAX, with the stack aligned as C wants it: RBX keeps the stack pointer. Reads the registers of as many arguments as
     * the detail says; what C functions may change is changed.
     */
    CALL_NATIVE(List.of(RAX), List.of(RAX, RCX, RDX, RSI, RDI, R8, R9, R10, R11, RBX)),
    /** Reads the registers of the arguments; the detail is the callee. */
    CALL(List.of(), List.of(RAX)),
    JMP(List.of(), List.of()),
    J(List.of(), List.of()),
    /** The detail is whether there is a result, in RAX. */
    RET(List.of(), List.of());

    private final boolean readsFirst;
    private final boolean writesFirst;
    private final List<Register> reads;
    private final List<Register> writes;

    Opcode(boolean readsFirst, boolean writesFirst) {
        this(readsFirst, writesFirst, List.of(), List.of());
    }

    Opcode(List<Register> reads, List<Register> writes) {
        this(false, false, reads, writes);
    }

    Opcode(boolean readsFirst, boolean writesFirst, List<Register> reads, List<Register> writes) {
        this.readsFirst = readsFirst;
        this.writesFirst = writesFirst;
        this.reads = reads;
        this.writes = writes;
    }

    boolean readsFirst() {
        return readsFirst;
    }

    boolean writesFirst() {
        return writesFirst;
    }

    /** Registers that are read without being named. */
    List<Register> reads() {
        return reads;
    }

    /** Registers that are written without being named. */
    List<Register> writes() {
        return writes;
    }

    /** Whether the second operand may be memory. */
    boolean takesMemory() {
        return switch (this) {
            case MOV, MOVZX, MOVSX, ADD, OR, AND, SUB, XOR, IMUL, CMP -> true;
            default -> false;
        };
    }
}

package org.tospace.runtime.signalsafe;

import static org.tospace.runtime.code.Register.R10;
import static org.tospace.runtime.code.Register.R11;
import static org.tospace.runtime.code.Register.R8;
import static org.tospace.runtime.code.Register.R9;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RCX;
import static org.tospace.runtime.code.Register.RDI;
import static org.tospace.runtime.code.Register.RDX;
import static org.tospace.runtime.code.Register.RSI;
import static org.tospace.runtime.code.Register.RSP;

import java.util.List;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.code.Label;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;

/**
 * A native function of three longs, which uses every right that the C calling convention gives it: it spoils all registers that it may
 * change, and ends the process where the stack is not aligned.
 */
final class HostileFunction {

    /** What ends the process otherwise: how far a function's stack pointer is from a multiple of 16 at its start. */
    private static final int RETURN_ADDRESS_BYTES = 8;

    /** Where it starts. */
    static final long ADDRESS = ExecutableMemory.of(code()).address();

    private HostileFunction() {
    }

    /** What it computes. */
    static long of(long a, long b, long c) {
        return (a * 3 - b) * 3 - c;
    }

    private static byte[] code() {
        Assembler code = new Assembler();
        Label aligned = code.newLabel();
        code.mov(Width.QWORD, RAX, RSP);
        code.and(Width.QWORD, RAX, 15);
        code.cmp(Width.QWORD, RAX, RETURN_ADDRESS_BYTES);
        code.j(Condition.E, aligned);
        code.ud2();
        code.bind(aligned);
        code.imul(Width.QWORD, RAX, RDI, 3);
        code.sub(Width.QWORD, RAX, RSI);
        code.imul(Width.QWORD, RAX, RAX, 3);
        code.sub(Width.QWORD, RAX, RDX);
        for (Register register : List.of(RCX, RDX, RSI, RDI, R8, R9, R10, R11)) {
            code.mov(register, 0xdead_0000L + register.ordinal());
        }
        code.ret();
        return code.toByteArray();
    }
}

package org.tospace.runtime.trap;

import static org.tospace.runtime.code.Operand.at;
import static org.tospace.runtime.code.Register.R10;
import static org.tospace.runtime.code.Register.R11;
import static org.tospace.runtime.code.Register.R8;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RCX;
import static org.tospace.runtime.code.Register.RDI;
import static org.tospace.runtime.code.Register.RDX;
import static org.tospace.runtime.code.Register.RSI;
import static org.tospace.runtime.code.Width.BYTE;
import static org.tospace.runtime.code.Width.DWORD;
import static org.tospace.runtime.code.Width.QWORD;

import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.code.Label;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;

/**
 * The machine code of the accessors. One block, made once, never freed.
 *
 * <p>Each takes the address of the thread's status words last, and has it in R11 at every instruction that may fault; none
 * moves the stack pointer. So one failure exit serves all: {@link TrapDispatcher} puts the fault's address into R10, the
 * status into R8, and sends the thread there; it writes both to the status words and returns 0 to the accessor's caller.
 */
final class AccessorCode {

    /** One of the three below. */
    static final int STATUS_OFFSET = 0;
    /** The fault's address, if the access was not done. */
    static final int STATUS_ADDRESS_OFFSET = 8;
    /** The stack that is known to be there, used by the signal handler's code: its highest and its lowest address. */
    static final int STACK_HIGH_OFFSET = 16;
    static final int STACK_LOW_OFFSET = 24;
    static final int STATUS_BYTES = 32;

    static final int STATUS_DONE = 0;
    static final int STATUS_INACCESSIBLE = 1;
    static final int STATUS_NO_STACK = 2;

    private static final int[] GET = new int[Width.values().length];
    private static final int[] PUT = new int[Width.values().length];
    private static final int COMPARE_AND_SET_INT;
    private static final int COMPARE_AND_SET_LONG;
    private static final int COPY;
    private static final int FAILURE_EXIT;
    private static final ExecutableMemory MEMORY;

    static {
        Assembler code = new Assembler();
        for (Width width : Width.values()) {
            GET[width.ordinal()] = get(code, width);
            PUT[width.ordinal()] = put(code, width);
        }
        COMPARE_AND_SET_INT = compareAndSet(code, DWORD);
        COMPARE_AND_SET_LONG = compareAndSet(code, QWORD);
        COPY = copy(code);
        FAILURE_EXIT = failureExit(code);
        MEMORY = ExecutableMemory.of(code.toByteArray());
    }

    private AccessorCode() {
    }

    static long address() {
        return MEMORY.address();
    }

    static int codeBytes() {
        return MEMORY.codeBytes();
    }

    static long failureExitAddress() {
        return address() + FAILURE_EXIT;
    }

    static long getAddress(Width width) {
        return address() + GET[width.ordinal()];
    }

    static long putAddress(Width width) {
        return address() + PUT[width.ordinal()];
    }

    static long compareAndSetIntAddress() {
        return address() + COMPARE_AND_SET_INT;
    }

    static long compareAndSetLongAddress() {
        return address() + COMPARE_AND_SET_LONG;
    }

    static long copyAddress() {
        return address() + COPY;
    }

    /** Clears the status here and not when it is read: a thread at the end of its stack may not come to read it. */
    private static int start(Assembler code, Register status) {
        code.align(16);
        int offset = code.offset();
        code.mov(QWORD, R11, status);
        code.mov(QWORD, at(R11, STATUS_OFFSET), STATUS_DONE);
        return offset;
    }

    /** (address, status). */
    private static int get(Assembler code, Width width) {
        int offset = start(code, RSI);
        if (width == QWORD) {
            code.mov(QWORD, RAX, at(RDI));
        } else {
            code.movsx(width, RAX, at(RDI));
        }
        code.ret();
        return offset;
    }

    /** (address, value, status). */
    private static int put(Assembler code, Width width) {
        int offset = start(code, RDX);
        code.mov(width, at(RDI), RSI);
        code.ret();
        return offset;
    }

    /** (address, expected, value, status): 1 if replaced. */
    private static int compareAndSet(Assembler code, Width width) {
        int offset = start(code, RCX);
        code.mov(QWORD, RAX, RSI);
        code.lockCmpxchg(width, at(RDI), RDX);
        code.set(Condition.E, RAX);
        code.movzx(BYTE, RAX, RAX);
        code.ret();
        return offset;
    }

    /**
     * (to, from, bytes, status). By quadwords if all three are multiples of 8, so that none is torn. A fault leaves the
     * registers where the copy stands, and it goes on from there.
     */
    private static int copy(Assembler code) {
        Label bytes = code.newLabel();
        int offset = start(code, RCX);
        code.mov(QWORD, RAX, RDI);
        code.or(QWORD, RAX, RSI);
        code.or(QWORD, RAX, RDX);
        code.mov(QWORD, RCX, RDX);
        code.test(DWORD, RAX, Long.BYTES - 1);
        code.j(Condition.NE, bytes);
        code.shr(QWORD, RCX, 3);
        code.repMovsq();
        code.ret();
        code.bind(bytes);
        code.repMovsb();
        code.ret();
        return offset;
    }

    private static int failureExit(Assembler code) {
        code.align(16);
        int offset = code.offset();
        code.mov(QWORD, at(R11, STATUS_ADDRESS_OFFSET), R10);
        code.mov(QWORD, at(R11, STATUS_OFFSET), R8);
        code.xor(DWORD, RAX, RAX);
        code.ret();
        return offset;
    }
}

package org.tospace.runtime.code;

import static org.tospace.runtime.code.Width.BYTE;
import static org.tospace.runtime.code.Width.DWORD;
import static org.tospace.runtime.code.Width.QWORD;
import static org.tospace.runtime.code.Width.WORD;

/**
 * Writes x86-64 machine code. Each instruction is a method named by its mnemonic, operands in Intel's order, destination
 * first; the code grows as needed and runs at any address.
 *
 * <p>For one thread at a time. What cannot be encoded is an {@link IllegalArgumentException}; a jump to a label that is
 * never bound is an {@link IllegalStateException} from {@link #toByteArray}.
 *
 * <p>Encodings are the shortest in use, with two exceptions: jumps and calls to labels take 32-bit distances, and loads of
 * constants leave the flags alone.
 */
public final class Assembler extends Encoder {

    /** An assembler with no code yet. */
    public Assembler() {
        super();
    }

    // Moves.

    public void mov(Width width, Register to, Register from) {
        sized(width, 0x89, from, to);
    }

    public void mov(Width width, Register to, Operand from) {
        sized(width, 0x8b, to, from);
    }

    public void mov(Width width, Operand to, Register from) {
        sized(width, 0x89, from, to);
    }

    public void mov(Width width, Operand to, int immediate) {
        width.requireFits(immediate);
        sized(width, 0xc7, 0, to);
        immediate(width, immediate);
    }

    /** Loads a constant into all 64 bits by the shortest move; the flags stay. */
    public void mov(Register to, long constant) {
        if (constant >>> 32 == 0) {
            inOpcode(DWORD, 0xb8, to);
            emit(constant, Integer.BYTES);
        } else if (constant == (int) constant) {
            sized(QWORD, 0xc7, 0, to);
            emit(constant, Integer.BYTES);
        } else {
            inOpcode(QWORD, 0xb8, to);
            emit(constant, Long.BYTES);
        }
    }

    /** Zero-extends a {@link Width#BYTE} or {@link Width#WORD} to 64 bits; for a {@link Width#DWORD} use {@code mov}. */
    public void movzx(Width source, Register to, Register from) {
        unsized(DWORD, narrow("movzx", source, 0x0fb6), to, from, source);
    }

    public void movzx(Width source, Register to, Operand from) {
        unsized(DWORD, narrow("movzx", source, 0x0fb6), to, from);
    }

    /** Sign-extends to 64 bits. */
    public void movsx(Width source, Register to, Register from) {
        unsized(QWORD, source == DWORD ? 0x63 : narrow("movsx", source, 0x0fbe), to, from, source);
    }

    public void movsx(Width source, Register to, Operand from) {
        unsized(QWORD, source == DWORD ? 0x63 : narrow("movsx", source, 0x0fbe), to, from);
    }

    public void lea(Register to, Operand from) {
        unsized(QWORD, 0x8d, to, from);
    }

    /** The address of a label. */
    public void lea(Register to, Label label) {
        relative(QWORD, 0x8d, to, label);
    }

    public void xchg(Width width, Operand memory, Register register) {
        sized(width, 0x87, register, memory);
    }

    public void push(Register register) {
        inOpcode(DWORD, 0x50, register);
    }

    public void pop(Register register) {
        inOpcode(DWORD, 0x58, register);
    }

    public void cmov(Condition condition, Width width, Register to, Register from) {
        unsized(wide("cmov", width), 0x0f40 + condition.ordinal(), to, from, width);
    }

    /** Sets the low byte to 1 or 0; the other bits stay. */
    public void set(Condition condition, Register to) {
        sized(BYTE, 0x0f91 + condition.ordinal(), 0, to);
    }

    // Arithmetic with two operands.

    public void add(Width width, Register to, Register from) {
        sized(width, 0x01, from, to);
    }

    public void add(Width width, Register to, Operand from) {
        sized(width, 0x03, to, from);
    }

    public void add(Width width, Operand to, Register from) {
        sized(width, 0x01, from, to);
    }

    public void add(Width width, Register to, int immediate) {
        arithmetic(width, 0, to, immediate);
    }

    public void add(Width width, Operand to, int immediate) {
        arithmetic(width, 0, to, immediate);
    }

    public void or(Width width, Register to, Register from) {
        sized(width, 0x09, from, to);
    }

    public void or(Width width, Register to, Operand from) {
        sized(width, 0x0b, to, from);
    }

    public void or(Width width, Operand to, Register from) {
        sized(width, 0x09, from, to);
    }

    public void or(Width width, Register to, int immediate) {
        arithmetic(width, 1, to, immediate);
    }

    public void or(Width width, Operand to, int immediate) {
        arithmetic(width, 1, to, immediate);
    }

    public void and(Width width, Register to, Register from) {
        sized(width, 0x21, from, to);
    }

    public void and(Width width, Register to, Operand from) {
        sized(width, 0x23, to, from);
    }

    public void and(Width width, Operand to, Register from) {
        sized(width, 0x21, from, to);
    }

    public void and(Width width, Register to, int immediate) {
        arithmetic(width, 4, to, immediate);
    }

    public void and(Width width, Operand to, int immediate) {
        arithmetic(width, 4, to, immediate);
    }

    public void sub(Width width, Register to, Register from) {
        sized(width, 0x29, from, to);
    }

    public void sub(Width width, Register to, Operand from) {
        sized(width, 0x2b, to, from);
    }

    public void sub(Width width, Operand to, Register from) {
        sized(width, 0x29, from, to);
    }

    public void sub(Width width, Register to, int immediate) {
        arithmetic(width, 5, to, immediate);
    }

    public void sub(Width width, Operand to, int immediate) {
        arithmetic(width, 5, to, immediate);
    }

    public void xor(Width width, Register to, Register from) {
        sized(width, 0x31, from, to);
    }

    public void xor(Width width, Register to, Operand from) {
        sized(width, 0x33, to, from);
    }

    public void xor(Width width, Operand to, Register from) {
        sized(width, 0x31, from, to);
    }

    public void xor(Width width, Register to, int immediate) {
        arithmetic(width, 6, to, immediate);
    }

    public void xor(Width width, Operand to, int immediate) {
        arithmetic(width, 6, to, immediate);
    }

    public void cmp(Width width, Register to, Register from) {
        sized(width, 0x39, from, to);
    }

    public void cmp(Width width, Register to, Operand from) {
        sized(width, 0x3b, to, from);
    }

    public void cmp(Width width, Operand to, Register from) {
        sized(width, 0x39, from, to);
    }

    public void cmp(Width width, Register to, int immediate) {
        arithmetic(width, 7, to, immediate);
    }

    public void cmp(Width width, Operand to, int immediate) {
        arithmetic(width, 7, to, immediate);
    }

    public void test(Width width, Register a, Register b) {
        sized(width, 0x85, b, a);
    }

    public void test(Width width, Register a, int immediate) {
        width.requireFits(immediate);
        sized(width, 0xf7, 0, a);
        immediate(width, immediate);
    }

    public void imul(Width width, Register to, Register from) {
        unsized(wide("imul", width), 0x0faf, to, from, width);
    }

    public void imul(Width width, Register to, Operand from) {
        unsized(wide("imul", width), 0x0faf, to, from);
    }

    public void imul(Width width, Register to, Register from, int immediate) {
        wide("imul", width).requireFits(immediate);
        boolean small = immediate == (byte) immediate;
        unsized(width, small ? 0x6b : 0x69, to, from, width);
        emit(immediate, small ? Byte.BYTES : Math.min(width.bits() / 8, Integer.BYTES));
    }

    /** The number of the lowest one bit; ZF and no certain result if there is none. */
    public void bsf(Width width, Register to, Register from) {
        unsized(wide("bsf", width), 0x0fbc, to, from, width);
    }

    /** The number of the highest one bit; ZF and no certain result if there is none. */
    public void bsr(Width width, Register to, Register from) {
        unsized(wide("bsr", width), 0x0fbd, to, from, width);
    }

    // Arithmetic with one operand.

    public void inc(Width width, Register register) {
        sized(width, 0xff, 0, register);
    }

    public void inc(Width width, Operand memory) {
        sized(width, 0xff, 0, memory);
    }

    public void dec(Width width, Register register) {
        sized(width, 0xff, 1, register);
    }

    public void dec(Width width, Operand memory) {
        sized(width, 0xff, 1, memory);
    }

    public void not(Width width, Register register) {
        sized(width, 0xf7, 2, register);
    }

    public void not(Width width, Operand memory) {
        sized(width, 0xf7, 2, memory);
    }

    public void neg(Width width, Register register) {
        sized(width, 0xf7, 3, register);
    }

    public void neg(Width width, Operand memory) {
        sized(width, 0xf7, 3, memory);
    }

    /** Divides RDX:RAX, unsigned: quotient to RAX, rest to RDX. */
    public void div(Width width, Register by) {
        sized(width, 0xf7, 6, by);
    }

    /** Divides RDX:RAX, signed: quotient to RAX, rest to RDX. */
    public void idiv(Width width, Register by) {
        sized(width, 0xf7, 7, by);
    }

    /** Sign-extends EAX into EDX. */
    public void cdq() {
        emit8(0x99);
    }

    /** Sign-extends RAX into RDX. */
    public void cqo() {
        emit8(0x48);
        emit8(0x99);
    }

    public void shl(Width width, Register register, int bits) {
        shift(width, 4, register, bits);
    }

    /** Shifts by what is in CL. */
    public void shl(Width width, Register register) {
        sized(width, 0xd3, 4, register);
    }

    public void shr(Width width, Register register, int bits) {
        shift(width, 5, register, bits);
    }

    /** Shifts by what is in CL. */
    public void shr(Width width, Register register) {
        sized(width, 0xd3, 5, register);
    }

    public void sar(Width width, Register register, int bits) {
        shift(width, 7, register, bits);
    }

    /** Shifts by what is in CL. */
    public void sar(Width width, Register register) {
        sized(width, 0xd3, 7, register);
    }

    // Jumps.

    public void jmp(Label label) {
        emit8(0xe9);
        emitDistance(label);
    }

    public void jmp(Register address) {
        sized(DWORD, 0xff, 4, address);
    }

    public void jmp(Operand address) {
        sized(DWORD, 0xff, 4, address);
    }

    public void j(Condition condition, Label label) {
        emit8(0x0f);
        emit8(0x80 + condition.ordinal());
        emitDistance(label);
    }

    public void call(Label label) {
        emit8(0xe8);
        emitDistance(label);
    }

    public void call(Register address) {
        sized(DWORD, 0xff, 2, address);
    }

    public void call(Operand address) {
        sized(DWORD, 0xff, 2, address);
    }

    public void ret() {
        emit8(0xc3);
    }

    // Locked instructions: the full order of a volatile access.

    /** Puts {@code value} into memory if RAX (or its part of that width) is what is there; ZF tells. */
    public void lockCmpxchg(Width width, Operand memory, Register value) {
        emit8(0xf0);
        sized(width, 0x0fb1, value, memory);
    }

    /** Adds {@code value} to memory; {@code value} becomes what was there. */
    public void lockXadd(Width width, Operand memory, Register value) {
        emit8(0xf0);
        sized(width, 0x0fc1, value, memory);
    }

    public void lockInc(Width width, Operand memory) {
        emit8(0xf0);
        inc(width, memory);
    }

    public void lockDec(Width width, Operand memory) {
        emit8(0xf0);
        dec(width, memory);
    }

    // Strings: RCX elements from [RSI] to [RDI], upwards.

    public void repMovsb() {
        emit8(0xf3);
        emit8(0xa4);
    }

    public void repMovsq() {
        emit8(0xf3);
        emit8(0x48);
        emit8(0xa5);
    }

    /** Fills RCX bytes at [RDI] with AL. */
    public void repStosb() {
        emit8(0xf3);
        emit8(0xaa);
    }

    /** Fills RCX quadwords at [RDI] with RAX. */
    public void repStosq() {
        emit8(0xf3);
        emit8(0x48);
        emit8(0xab);
    }

    // Others.

    public void mfence() {
        emit8(0x0f);
        emit8(0xae);
        emit8(0xf0);
    }

    public void pause() {
        emit8(0xf3);
        emit8(0x90);
    }

    /** Asks for a line of the cache ({@code prefetcht0}). Never faults. */
    public void prefetch(Operand memory) {
        sized(DWORD, 0x0f18, 1, memory);
    }

    /** The time stamp: its low half to EAX, its high half to EDX. */
    public void rdtsc() {
        emit8(0x0f);
        emit8(0x31);
    }

    /** Calls the kernel; destroys RCX and R11. */
    public void syscall() {
        emit8(0x0f);
        emit8(0x05);
    }

    /** Loads what identifies the running thread: the word at FS:0, which glibc makes the address of the thread's own block. */
    public void movThreadPointer(Register to) {
        emit8(0x64);
        emit8(to.number() < 8 ? 0x48 : 0x4c);
        emit8(0x8b);
        emit8((to.number() & 7) << 3 | 4);
        emit8(0x25);
        emit(0, Integer.BYTES);
    }

    public void nop() {
        emit8(0x90);
    }

    public void int3() {
        emit8(0xcc);
    }

    /** An instruction that is never valid. */
    public void ud2() {
        emit8(0x0f);
        emit8(0x0b);
    }

    /** Fills up with {@code int3} to a multiple of {@code bytes}, a power of two. */
    public void align(int bytes) {
        if (Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("bytes must be a power of two: " + bytes);
        }
        while ((offset() & (bytes - 1)) != 0) {
            int3();
        }
    }

    private void arithmetic(Width width, int digit, Register to, int immediate) {
        width.requireFits(immediate);
        boolean small = width != BYTE && immediate == (byte) immediate;
        sized(width, small ? 0x83 : 0x81, digit, to);
        immediate(small ? BYTE : width, immediate);
    }

    private void arithmetic(Width width, int digit, Operand to, int immediate) {
        width.requireFits(immediate);
        boolean small = width != BYTE && immediate == (byte) immediate;
        sized(width, small ? 0x83 : 0x81, digit, to);
        immediate(small ? BYTE : width, immediate);
    }

    private void shift(Width width, int digit, Register register, int bits) {
        if (bits < 0 || bits >= width.bits()) {
            throw new IllegalArgumentException(
                    "a shift of a " + width + " must be by 0 to " + (width.bits() - 1) + " bits: " + bits);
        }
        sized(width, 0xc1, digit, register);
        emit8(bits);
    }

    private void immediate(Width width, int value) {
        emit(value, Math.min(width.bits() / 8, Integer.BYTES));
    }

    private static int narrow(String instruction, Width source, int byteOpcode) {
        return switch (source) {
            case BYTE -> byteOpcode;
            case WORD -> byteOpcode + 1;
            default -> throw new IllegalArgumentException(instruction + " cannot extend a " + source);
        };
    }

    private static Width wide(String instruction, Width width) {
        if (width == BYTE) {
            throw new IllegalArgumentException(instruction + " must have a width of " + WORD + " or more: " + BYTE);
        }
        return width;
    }
}

package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * The load of an int as a long, {@code movslq}: what C2 makes of {@code (long) Memory.getInt(address)}. HotSpot's handler of SIGBUS skips the
 * instruction that faulted, and for that has to know how long it is; of what C2 makes for accesses to memory it does not know this one, and ends the process
 * ({@code Assembler::locate_next_instruction}, JDK 25). So the handler is shown another instruction of the same method instead, and the thread goes
 * on behind the one that faulted. Signal-safe.
 */
@SignalSafe
final class WideningLoad {

    private static final int REX_W = 0x48;
    private static final int REX_MASK = 0xf8;
    private static final int MOVSLQ = 0x63;
    /** {@code mov} between memory and a register, of a byte or more, in either direction. */
    private static final int MOV = 0x88;
    /** {@code add}, {@code or}, {@code and}, {@code sub}, {@code xor} and {@code cmp} likewise. */
    private static final int ARITHMETIC_END = 0x40;
    private static final int DIRECTIONS_AND_SIZES = 0xfc;
    private static final int ARITHMETIC_MASK = 0x04;
    private static final int LEA = 0x8d;
    private static final int BYTE_MASK = 0xff;

    /** Prefix, operation and the byte that says what the operands are. */
    private static final int SHORTEST_BYTES = 3;
    /** Behind its last load, compiled code has at least so many bytes more: those of its exits and constants. */
    private static final int SEARCHED_BYTES = 32;

    private static final int SIB = 4;
    private static final int NO_BASE = 5;

    private WideningLoad() {
    }

    /** The instruction behind, if there is such a load at an address; otherwise 0. */
    static long next(long instruction) {
        int operands = byteAt(instruction + 2);
        int mode = operands >>> 6;
        if ((byteAt(instruction) & REX_MASK) != REX_W || byteAt(instruction + 1) != MOVSLQ || mode == 3) {
            return 0;
        }
        long next = instruction + SHORTEST_BYTES;
        int base = operands & 7;
        if (base == SIB) {
            base = byteAt(next) & 7;
            next++;
        }
        if (mode == 1) {
            return next + 1;
        }
        return mode == 2 || base == NO_BASE ? next + Integer.BYTES : next;
    }

    /** The next address from which on the bytes can be read as an instruction that HotSpot knows, whether one begins there or not; 0 if there is none near. */
    static long standIn(long from) {
        for (long address = from; address < from + SEARCHED_BYTES; address++) {
            int operation = byteAt(address);
            if ((operation & DIRECTIONS_AND_SIZES) == MOV || operation == LEA || operation < ARITHMETIC_END && (operation & ARITHMETIC_MASK) == 0) {
                return address;
            }
        }
        return 0;
    }

    private static int byteAt(long address) {
        return Memory.getByte(address) & BYTE_MASK;
    }
}

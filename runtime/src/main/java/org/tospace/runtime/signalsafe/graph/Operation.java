package org.tospace.runtime.signalsafe.graph;

/**
 * What computes a value. Inputs are in the order of Java's operands or of the intrinsic's parameters; arithmetic is Java's, in
 * the width of the value's type.
 */
public enum Operation {
    /** A number; the detail is a {@code Long}. */
    CONSTANT,
    /** An argument; the detail is its {@code Integer} position. */
    PARAMETER,
    /** The input that belongs to the predecessor that control came from. */
    PHI,

    /** Sum. */
    ADD,
    /** Difference. */
    SUBTRACT,
    /** Product. */
    MULTIPLY,
    /** Quotient; the second input is a constant other than 0 and -1. */
    DIVIDE,
    /** Remainder; the second input is a constant other than 0 and -1. */
    REMAINDER,
    /** Bitwise and. */
    AND,
    /** Bitwise or. */
    OR,
    /** Bitwise exclusive or. */
    XOR,
    /** Negation. */
    NEGATE,
    /** Shift to the left; the distance is an int, of which the low bits count. */
    SHIFT_LEFT,
    /** Shift to the right by the sign; the distance as above. */
    SHIFT_RIGHT,
    /** Shift to the right by zeroes; the distance as above. */
    SHIFT_RIGHT_UNSIGNED,
    /** The smaller, signed. */
    MINIMUM,
    /** The larger, signed. */
    MAXIMUM,
    /** Zero bits below the lowest one bit; an int. */
    TRAILING_ZEROES,
    /** Zero bits above the highest one bit; an int. */
    LEADING_ZEROES,
    /** -1, 0 or 1, signed; an int. */
    COMPARE,
    /** -1, 0 or 1, unsigned; an int. */
    COMPARE_UNSIGNED,

    /** An int to a long, by the sign. */
    INT_TO_LONG,
    /** An int to a long, by zeroes. */
    INT_TO_LONG_UNSIGNED,
    /** The low half of a long. */
    LONG_TO_INT,
    /** The low 8 bits of an int, by the sign. */
    TO_BYTE,
    /** The low 16 bits of an int, by the sign. */
    TO_SHORT,
    /** The low 16 bits of an int, by zeroes. */
    TO_CHAR,

    /** What is in memory; the detail is a {@link MemoryAccess}. */
    LOAD,
    /** Writes memory (address, value); the detail is a {@link MemoryAccess}. */
    STORE,
    /** Compare-and-set (address, expected, value), 1 or 0; the detail is a {@link MemoryAccess}. */
    COMPARE_AND_SET,
    /** Fetch-and-add (address, difference); the detail is a {@link MemoryAccess}. */
    GET_AND_ADD,
    /** Block copy (from, to, bytes). */
    COPY,
    /** Block clear (address, bytes). */
    CLEAR,
    /** Orders everything before against everything after. */
    FENCE,
    /** A spinning loop's hint. */
    PAUSE,
    /** A hint that memory will be written soon (address). */
    PREFETCH,
    /** The processor's time stamp. */
    TIME_STAMP,
    /** Calls the kernel (number, arguments...). */
    SYSTEM_CALL,
    /** Calls native code by the C calling convention (address, arguments...). */
    NATIVE_CALL,
    /** Calls a compiled method; the detail is its {@code MethodName}. */
    CALL;

    /** Whether it changes something, so that it must happen in its place even if nobody wants its value. See {@link Value#mustHappen}. */
    public boolean isEffect() {
        return compareTo(STORE) >= 0;
    }

    /** Whether equal inputs always give an equal value, wherever it is computed. */
    public boolean isPure() {
        return compareTo(ADD) >= 0 && compareTo(TO_CHAR) <= 0;
    }

    /** Whether the two inputs may change places. */
    public boolean isCommutative() {
        return switch (this) {
            case ADD, MULTIPLY, AND, OR, XOR, MINIMUM, MAXIMUM -> true;
            default -> false;
        };
    }
}

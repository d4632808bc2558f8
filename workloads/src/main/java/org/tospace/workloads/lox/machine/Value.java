package org.tospace.workloads.lox.machine;

/**
 * Values of the language as 64-bit words, by NaN boxing: a number is a double's bits; a quiet NaN with two more bits set is something else.
 *
 * <pre>
 *   0 11111111111 11 0...0 tag     nil, false, true, undefined
 *   1 11111111111 11 address       an object
 *   anything else                  a number; no arithmetic makes a NaN with these bits
 * </pre>
 *
 * The third line is {@link org.tospace.gc.ReferenceEncoding#NAN_BOXING}. A reference dies at the next safepoint.
 */
public final class Value {
    /** {@code nil}. */
    public static final long NIL = 0x7FFC_0000_0000_0001L;
    /** {@code false}. */
    public static final long FALSE = 0x7FFC_0000_0000_0002L;
    /** {@code true}: one more than false. */
    public static final long TRUE = FALSE + 1;
    /** In the slot of a global variable that is not defined, and what a part of a function returns that goes on; never seen by programs. */
    public static final long UNDEFINED = 0x7FFC_0000_0000_0004L;

    private static final int TAG_SHIFT = 50;
    private static final long NOT_A_NUMBER = 0x1FFF;
    private static final long REFERENCE = 0x3FFF;
    private static final long ADDRESS = 0x0000_FFFF_FFFF_FFF8L;

    private Value() {
    }

    /** Whether it is a number. */
    public static boolean isNumber(long value) {
        return (value >>> TAG_SHIFT & NOT_A_NUMBER) != NOT_A_NUMBER;
    }

    /** The number that a value is. */
    public static double number(long value) {
        return Double.longBitsToDouble(value);
    }

    /** A number as a value. */
    public static long of(double number) {
        return Double.doubleToRawLongBits(number);
    }

    /** A truth value as a value. */
    public static long of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    /** Whether a condition with this value fails: nil and false do. */
    public static boolean isFalse(long value) {
        return value == NIL || value == FALSE;
    }

    /** Whether it is an object. */
    public static boolean isReference(long value) {
        return value >>> TAG_SHIFT == REFERENCE;
    }

    /** The object's address. */
    static long address(long reference) {
        return reference & ADDRESS;
    }

    /** An object as a value. */
    static long reference(long address) {
        return address | REFERENCE << TAG_SHIFT;
    }
}

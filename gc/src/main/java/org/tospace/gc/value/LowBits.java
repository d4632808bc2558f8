package org.tospace.gc.value;

/**
 * Values whose low bits tell what they are, for {@link org.tospace.gc.ReferenceEncoding#LOW_BITS}.
 *
 * <pre>
 *   63                              3 2 1 0
 *  | integer, 63 bits                    |1|   {@link #fromInt}
 *  | address                       |0 0 0|     the reference itself; 0 is null
 *  | number of a constant          |0 1 0|     {@link #constant}
 * </pre>
 *
 * <p>Integers compare as their values do. 100 and 110 are free for the embedder.
 *
 * <p>Example:
 * {@snippet :
 * static final long NIL = LowBits.constant(0);
 *
 * long sum = LowBits.isInt(a) && LowBits.isInt(b) ? LowBits.add(a, b) : concatenate(a, b);
 * }
 */
public final class LowBits {
    /** No object: not a reference, and what a new slot holds. */
    public static final long NULL = 0;
    /** The largest integer. */
    public static final long LARGEST_INT = Long.MAX_VALUE >> 1;
    /** The smallest integer. */
    public static final long SMALLEST_INT = Long.MIN_VALUE >> 1;

    private static final long TAG_MASK = 7;
    private static final long CONSTANT = 2;
    private static final int CONSTANT_SHIFT = 3;

    private LowBits() {
    }

    /** Whether a value is a reference, and then its own address. */
    public static boolean isReference(long value) {
        return (value & TAG_MASK) == 0 && value != NULL;
    }

    /** Whether a value is an integer. */
    public static boolean isInt(long value) {
        return (value & 1) != 0;
    }

    /** Whether a number can be had as an integer: from {@link #SMALLEST_INT} to {@link #LARGEST_INT}. */
    public static boolean fitsInt(long number) {
        return number << 1 >> 1 == number;
    }

    /** The value of a number that {@link #fitsInt}; of another the highest bit is lost. */
    public static long fromInt(long number) {
        return number << 1 | 1;
    }

    /**
     * The value of a number.
     *
     * @throws ArithmeticException when it does not fit
     */
    public static long fromIntExact(long number) {
        if (!fitsInt(number)) {
            throw new ArithmeticException("an integer must be " + SMALLEST_INT + " to " + LARGEST_INT + ": " + number);
        }
        return fromInt(number);
    }

    /** The number in a value that {@link #isInt}. */
    public static long toInt(long value) {
        return value >> 1;
    }

    /**
     * The sum of two integers, as a value.
     *
     * @throws ArithmeticException when it does not fit
     */
    public static long add(long value, long other) {
        return Math.addExact(value - 1, other);
    }

    /**
     * The difference of two integers, as a value.
     *
     * @throws ArithmeticException when it does not fit
     */
    public static long subtract(long value, long other) {
        return Math.subtractExact(value, other - 1);
    }

    /** A constant: something that is neither integer nor reference, told from others by its number alone. */
    public static long constant(int number) {
        return (long) number << CONSTANT_SHIFT | CONSTANT;
    }

    /** Whether a value is a constant. */
    public static boolean isConstant(long value) {
        return (value & TAG_MASK) == CONSTANT;
    }

    /** The number of a value that {@link #isConstant}. */
    public static int toConstant(long value) {
        return (int) (value >> CONSTANT_SHIFT);
    }
}

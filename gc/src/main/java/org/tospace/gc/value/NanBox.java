package org.tospace.gc.value;

import org.tospace.gc.ReferenceEncoding;

/**
 * Doubles as they are, and everything else in the NaNs that no computation makes, for {@link ReferenceEncoding#NAN_BOXING}.
 *
 * <pre>
 *   63 62       52 51 50                 32 31           3 2 1 0
 *  |     a double, NaN as 0x7FF8000000000000 or 0xFFF8...       |   {@link #fromDouble}
 *  |0 |1 ....... 1|1  1 |0 ..............0|number of a constant |   {@link #constant}
 *  |1 |1 ....... 1|1  1 |      address, 48 bits           |0 0 0|   {@link #reference}
 * </pre>
 *
 * <p>Equal values are the same thing, except that NaN is not equal to itself, and 0.0 and -0.0 are equal: compare numbers as doubles.
 *
 * <p>Example:
 * {@snippet :
 * static final long NIL = NanBox.constant(1);
 *
 * if (NanBox.isNumber(a) && NanBox.isNumber(b)) {
 *     roots.replaceTop(NanBox.fromDouble(NanBox.toDouble(a) + NanBox.toDouble(b)));
 * }
 * }
 */
public final class NanBox {
    /** The bits that all of them have which are no numbers. */
    private static final long NOT_A_NUMBER = 0x7FFC_0000_0000_0000L;
    private static final long REFERENCE = 0xFFFC_0000_0000_0000L;
    private static final long REFERENCE_MASK = REFERENCE | 7;
    private static final long ADDRESS_MASK = 0x0000_FFFF_FFFF_FFF8L;
    private static final long CONSTANT_MASK = 0xFFFF_FFFF_0000_0000L;

    private NanBox() {
    }

    /** Whether a value is a double. */
    public static boolean isNumber(long value) {
        return (value & NOT_A_NUMBER) != NOT_A_NUMBER;
    }

    /** The double in a value that {@link #isNumber}. */
    public static double toDouble(long value) {
        return Double.longBitsToDouble(value);
    }

    /** The value of a double; every NaN becomes the one that Java calls canonical, whatever its bits. */
    public static long fromDouble(double number) {
        return Double.doubleToLongBits(number);
    }

    /** Whether a value is a reference. */
    public static boolean isReference(long value) {
        return (value & REFERENCE_MASK) == REFERENCE && (value & ADDRESS_MASK) != 0;
    }

    /** The value of a reference: of an object's address, not 0. */
    public static long reference(long ref) {
        return ref | REFERENCE;
    }

    /** The reference in a value that {@link #isReference}: what the methods of a mutator take. */
    public static long toReference(long value) {
        return value & ADDRESS_MASK;
    }

    /** A constant: something that is neither number nor reference, told from others by its number alone. */
    public static long constant(int number) {
        return NOT_A_NUMBER | Integer.toUnsignedLong(number);
    }

    /** Whether a value is a constant. */
    public static boolean isConstant(long value) {
        return (value & CONSTANT_MASK) == NOT_A_NUMBER;
    }

    /** The number of a value that {@link #isConstant}. */
    public static int toConstant(long value) {
        return (int) value;
    }
}

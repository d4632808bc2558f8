package org.tospace.workloads.lox.machine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers in print: as C's {@code %g} shows them, with six significant digits. */
final class NumberFormat {
    private static final int DIGITS = 6;
    private static final int SMALLEST_EXPONENT = -4;
    private static final double LARGEST_WHOLE = 1e6;

    private NumberFormat() {
    }

    static String format(double number) {
        if (number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE) {
            boolean isMinusZero = number == 0 && 1 / number < 0;
            return isMinusZero ? "-0" : Long.toString((long) number);
        }
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= SMALLEST_EXPONENT && exponent < DIGITS) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).toPlainString() + String.format(Locale.ROOT, "e%+03d", exponent);
    }
}

package org.tospace.gc;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as people write them: {@code 4096}, {@code 16k}, {@code 64m}, {@code 2g}; units are powers of 1,024.
 *
 * <p>Example:
 * {@snippet :
 * long bytes = ByteSize.parse("64m");                  // 67,108,864
 * String option = "heap=" + ByteSize.format(bytes);    // heap=64m
 * String sentence = ByteSize.describe(1_500);          // 1.5 KiB
 * }
 */
public final class ByteSize {
    private static final Pattern FORM = Pattern.compile("([0-9]+)([kmgt]?)(i?b)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "kmgt";

    private ByteSize() {
    }

    /**
     * The bytes of a size.
     *
     * @param text digits, then an optional unit: k, m, g or t, in either case, optionally followed by b or ib
     * @return the size in bytes
     * @throws IllegalArgumentException when the text is not of that form or the size does not fit in a {@code long}
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a size is digits and an optional unit, such as 4096, 16k, 64m or 2g: '" + text + "'");
        }
        int power = matcher.group(2).isEmpty() ? 0 : 1 + UNITS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT));
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("a size must be below 8 EiB: '" + text + "'", e);
        }
    }

    /** The shortest exact form that {@link #parse} reads back: {@code 64m} for 67,108,864 bytes. */
    public static String format(long bytes) {
        int power = 0;
        long rest = bytes;
        while (power < UNITS.length() && rest != 0 && (rest & 1023) == 0) {
            rest >>= 10;
            power++;
        }
        return power == 0 ? Long.toString(rest) : rest + UNITS.substring(power - 1, power);
    }

    /** A rounded form for people: {@code 64.0 MiB}. */
    public static String describe(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        int power = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        return String.format(Locale.ROOT, "%.1f %siB", bytes / (double) (1L << (10 * power)), "KMGTPE".charAt(power - 1));
    }
}

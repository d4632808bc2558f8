package org.tospace.gc.testing;

import java.util.Random;

/** Strings of every kind of character: ASCII, those of two, three and four bytes in UTF-8, zero, and surrogates without partners. */
public final class RandomText {
    private RandomText() {
    }

    /** A string of up to {@code most} chars. */
    public static String next(Random random, int most) {
        int chars = random.nextInt(most + 1);
        int kinds = 1 + random.nextInt(6);
        StringBuilder text = new StringBuilder();
        while (text.length() < chars) {
            switch (random.nextInt(kinds)) {
                case 0 -> text.append((char) ('a' + random.nextInt(26)));
                case 1 -> text.append((char) random.nextInt(0x80));
                case 2 -> text.append((char) random.nextInt(0x800));
                case 3 -> text.append((char) random.nextInt(0x1_0000));
                case 4 -> text.appendCodePoint(0x1_0000 + random.nextInt(0x10_0000));
                default -> text.append((char) (Character.MIN_SURROGATE + random.nextInt(0x800)));
            }
        }
        return text.toString();
    }
}

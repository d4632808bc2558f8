package org.tospace.gc.bytes;

import org.tospace.runtime.memory.Memory;

/**
 * UTF-8 of Java strings, as {@link String#getBytes(java.nio.charset.Charset)} has it: a surrogate without its partner becomes a question mark.
 *
 * <p>A character in UTF-8 is passed about as an {@code int} whose lowest byte comes first.
 */
public final class Utf8 {
    /** What is written for a surrogate without its partner. */
    private static final int REPLACEMENT = '?';
    private static final int ONE_BYTE_END = 0x80;
    private static final int TWO_BYTES_END = 0x800;
    /** No char takes more; two chars of a pair take four together. */
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private Utf8() {
    }

    /** How many bytes a string takes. */
    public static long length(String text) {
        int chars = text.length();
        long bytes = chars;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= ONE_BYTE_END) {
                int character = characterAt(text, i);
                bytes += size(character) - charsOf(character);
                i += charsOf(character) - 1;
            }
        }
        return bytes;
    }

    /**
     * Writes a string to memory.
     *
     * @return how many bytes were written, those of {@link #length}
     */
    public static long put(String text, long address) {
        int chars = text.length();
        long next = address;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < ONE_BYTE_END) {
                Memory.putByte(next++, (byte) c);
            } else {
                int character = characterAt(text, i);
                i += charsOf(character) - 1;
                for (int bytes = encoded(character); bytes != 0; bytes >>>= Byte.SIZE) {
                    Memory.putByte(next++, (byte) bytes);
                }
            }
        }
        return next - address;
    }

    /**
     * Writes a string to an array.
     *
     * @return how many bytes were written; -1 when there may not be room, and then nothing was
     */
    public static int put(String text, byte[] array) {
        int chars = text.length();
        if (chars > array.length / MOST_BYTES_OF_A_CHAR) {
            return -1;
        }
        int next = 0;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < ONE_BYTE_END) {
                array[next++] = (byte) c;
            } else {
                int character = characterAt(text, i);
                i += charsOf(character) - 1;
                for (int bytes = encoded(character); bytes != 0; bytes >>>= Byte.SIZE) {
                    array[next++] = (byte) bytes;
                }
            }
        }
        return next;
    }

    /** Compares bytes in memory with a string's, as unsigned numbers, the first that differ deciding; the shorter is less than what it begins. */
    public static int compare(long address, long bytes, String text) {
        int chars = text.length();
        long offset = 0;
        for (int i = 0; i < chars; i++) {
            int character = text.charAt(i);
            int expected = character;
            if (character >= ONE_BYTE_END) {
                character = characterAt(text, i);
                i += charsOf(character) - 1;
                expected = encoded(character);
            }
            do {
                if (offset == bytes) {
                    return -1;
                }
                int difference = (Memory.getByte(address + offset) & 0xFF) - (expected & 0xFF);
                if (difference != 0) {
                    return difference;
                }
                offset++;
                expected >>>= Byte.SIZE;
            } while (expected != 0);
        }
        return offset == bytes ? 0 : 1;
    }

    /** Whether a string may take so many bytes, as far as its length tells. */
    public static boolean mayTake(String text, long bytes) {
        return bytes >= text.length() && bytes <= (long) MOST_BYTES_OF_A_CHAR * text.length();
    }

    private static int characterAt(String text, int index) {
        int character = text.codePointAt(index);
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE ? REPLACEMENT : character;
    }

    private static int charsOf(int character) {
        return character < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 1 : 2;
    }

    private static int size(int character) {
        if (character < TWO_BYTES_END) {
            return character < ONE_BYTE_END ? 1 : 2;
        }
        return character < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
    }

    private static int encoded(int character) {
        if (character < ONE_BYTE_END) {
            return character;
        }
        int last = continuation(character);
        if (character < TWO_BYTES_END) {
            return 0xC0 | character >>> 6 | last << 8;
        }
        int third = continuation(character >>> 6);
        if (character < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            return 0xE0 | character >>> 12 | third << 8 | last << 16;
        }
        return 0xF0 | character >>> 18 | continuation(character >>> 12) << 8 | third << 16 | last << 24;
    }

    private static int continuation(int bits) {
        return 0x80 | bits & 0x3F;
    }
}

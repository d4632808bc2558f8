package org.tospace.gc.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tospace.runtime.memory.Memory;

/** Comparison of ranges of bytes, eight at a time. */
public final class ByteRanges {
    /** From this length up the JDK's own vectors are worth their call. */
    private static final long BLOCK_BYTES = 256;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();

    private ByteRanges() {
    }

    /**
     * Where two ranges of the same length differ first.
     *
     * @return bytes from their starts; -1 when they do not
     */
    public static long mismatch(long first, long second, long bytes) {
        if (bytes >= BLOCK_BYTES) {
            return Memory.mismatch(first, second, bytes);
        }
        for (long offset = 0; offset <= bytes - Long.BYTES; offset += Long.BYTES) {
            long difference = Memory.getLong(first + offset) ^ Memory.getLong(second + offset);
            if (difference != 0) {
                return offset + firstByte(difference);
            }
        }
        if (bytes >= Long.BYTES) {
            // The last word overlaps what is equal already.
            long last = bytes - Long.BYTES;
            long difference = Memory.getLong(first + last) ^ Memory.getLong(second + last);
            return difference == 0 ? -1 : last + firstByte(difference);
        }
        for (long offset = 0; offset < bytes; offset++) {
            if (Memory.getByte(first + offset) != Memory.getByte(second + offset)) {
                return offset;
            }
        }
        return -1;
    }

    /**
     * The same for a range and a part of an array, which has so many bytes.
     *
     * @param start the part's first byte
     */
    public static int mismatch(long first, byte[] second, int start, int bytes) {
        for (int offset = 0; offset <= bytes - Long.BYTES; offset += Long.BYTES) {
            long difference = Memory.getLong(first + offset) ^ (long) WORD.get(second, start + offset);
            if (difference != 0) {
                return offset + firstByte(difference);
            }
        }
        for (int offset = bytes & -Long.BYTES; offset < bytes; offset++) {
            if (Memory.getByte(first + offset) != second[start + offset]) {
                return offset;
            }
        }
        return -1;
    }

    /** In words whose first byte is their lowest. */
    private static int firstByte(long difference) {
        return Long.numberOfTrailingZeros(difference) >>> 3;
    }
}

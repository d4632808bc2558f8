package org.tospace.gc.weak;

import org.tospace.runtime.memory.NativeBlock;

/**
 * An array of records of one size in native memory that grows and shrinks without moving any: it is made of segments, each twice as long
 * as the one before. New records are zero. Its owner's lock guards it; {@link #address} may be called without for a record that is known
 * to be there.
 */
final class Records implements AutoCloseable {
    private static final int FIRST_SHIFT = 6;
    private static final long FIRST = 1L << FIRST_SHIFT;
    /** So that indexes are positive {@code int}s. */
    private static final int MOST_SEGMENTS = 25;

    private final long recordBytes;
    private final NativeBlock[] blocks = new NativeBlock[MOST_SEGMENTS];
    private final long[] addresses = new long[MOST_SEGMENTS];
    private int segments;

    Records(long recordBytes) {
        this.recordBytes = recordBytes;
    }

    /** The address of a record that {@link #ensure} has made room for. */
    long address(long index) {
        long position = index + FIRST;
        int log = Long.SIZE - 1 - Long.numberOfLeadingZeros(position);
        return addresses[log - FIRST_SHIFT] + (position - (1L << log)) * recordBytes;
    }

    /** Makes room for so many records. */
    void ensure(long count) {
        while (capacity(segments) < count) {
            if (segments == MOST_SEGMENTS) {
                throw new IllegalStateException("a table has at most " + capacity(MOST_SEGMENTS) + " entries");
            }
            NativeBlock block = NativeBlock.reserve((FIRST << segments) * recordBytes);
            blocks[segments] = block;
            addresses[segments] = block.address();
            segments++;
        }
    }

    /** Gives memory back that so many records do not need, once it is more than half. */
    void trim(long count) {
        while (segments > 1 && count <= capacity(segments - 1) / 2) {
            segments--;
            addresses[segments] = 0;
            blocks[segments].close();
            blocks[segments] = null;
        }
    }

    private static long capacity(int segments) {
        return (FIRST << segments) - FIRST;
    }

    @Override
    public void close() {
        while (segments > 0) {
            segments--;
            addresses[segments] = 0;
            blocks[segments].close();
            blocks[segments] = null;
        }
    }
}

package org.tospace.gc.inspect;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/** A bit for each word of a stopped heap. */
public final class ObjectBits implements AutoCloseable {
    /** No word. */
    public static final long NONE = -1;

    private final NativeBlock block;
    private final long words;

    /** Bits for so many words of the heap, none set. */
    public ObjectBits(long words) {
        this.words = words;
        this.block = NativeBlock.reserve((words / Long.SIZE + 1) * Long.BYTES);
    }

    /** Sets a bit. */
    public void set(long index) {
        long address = block.address() + (index >>> 6 << 3);
        Memory.putLong(address, Memory.getLong(address) | 1L << index);
    }

    /** Whether a bit is set. */
    public boolean isSet(long index) {
        return (Memory.getLong(block.address() + (index >>> 6 << 3)) & 1L << index) != 0;
    }

    /** The first set bit from {@code index} on, or {@link #NONE}. */
    public long next(long index) {
        for (long i = index; i < words; i = (i | 63) + 1) {
            long rest = Memory.getLong(block.address() + (i >>> 6 << 3)) >>> i;
            if (rest != 0) {
                return i + Long.numberOfTrailingZeros(rest);
            }
        }
        return NONE;
    }

    /** The last set bit up to {@code index}, or {@link #NONE}. */
    public long previous(long index) {
        for (long i = index; i >= 0; i = (i & -64) - 1) {
            long rest = Memory.getLong(block.address() + (i >>> 6 << 3)) << 63 - (i & 63);
            if (rest != 0) {
                return i - Long.numberOfLeadingZeros(rest);
            }
        }
        return NONE;
    }

    @Override
    public void close() {
        block.close();
    }
}

package org.tospace.gc;

import org.tospace.gc.collector.Agent;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * A mutator whose accesses are plain behind one test: while {@code guarded} holds, something is to be seen to first. What that is for slots,
 * each barrier says; raw data is made accessible and then accessed plainly.
 */
abstract sealed class GuardedMutator extends Mutator permits UpcallMutator, CheckedMutator, TestedTrapMutator {
    GuardedMutator(Heap heap, Agent agent) {
        super(heap, agent);
    }

    /** The address of a slot. */
    static long slot(long ref, long index) {
        return ref + ObjectHeader.WORD_BYTES + (index << 3);
    }

    @Override
    public final byte getByte(long ref, long offset) {
        if (guarded) {
            makeAccessible(ref, offset, Byte.BYTES);
        }
        return Memory.getByte(ref + offset);
    }

    @Override
    public final void putByte(long ref, long offset, byte value) {
        if (guarded) {
            makeAccessible(ref, offset, Byte.BYTES);
        }
        Memory.putByte(ref + offset, value);
    }

    @Override
    public final short getShort(long ref, long offset) {
        if (guarded) {
            makeAccessible(ref, offset, Short.BYTES);
        }
        return Memory.getShort(ref + offset);
    }

    @Override
    public final void putShort(long ref, long offset, short value) {
        if (guarded) {
            makeAccessible(ref, offset, Short.BYTES);
        }
        Memory.putShort(ref + offset, value);
    }

    @Override
    public final int getInt(long ref, long offset) {
        if (guarded) {
            makeAccessible(ref, offset, Integer.BYTES);
        }
        return Memory.getInt(ref + offset);
    }

    @Override
    public final void putInt(long ref, long offset, int value) {
        if (guarded) {
            makeAccessible(ref, offset, Integer.BYTES);
        }
        Memory.putInt(ref + offset, value);
    }

    @Override
    public final long getLong(long ref, long offset) {
        if (guarded) {
            makeAccessible(ref, offset, Long.BYTES);
        }
        return Memory.getLong(ref + offset);
    }

    @Override
    public final void putLong(long ref, long offset, long value) {
        if (guarded) {
            makeAccessible(ref, offset, Long.BYTES);
        }
        Memory.putLong(ref + offset, value);
    }

    @Override
    void release() {
        // Most barriers need nothing but what every mutator has.
    }
}

package org.tospace.gc;

import org.tospace.gc.collector.Agent;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * {@link Barrier#TRAP}: loads and stores are plain at all times. What meets an unscanned page faults, and goes on when the signal
 * handler has scanned it.
 */
final class TrapMutator extends Mutator {
    TrapMutator(Heap heap, Agent agent) {
        super(heap, agent);
    }

    private static long slot(long ref, long index) {
        return ref + ObjectHeader.WORD_BYTES + (index << 3);
    }

    @Override
    public long getSlot(long ref, long index) {
        return Memory.getLong(slot(ref, index));
    }

    @Override
    public void setSlot(long ref, long index, long value) {
        Memory.putLong(slot(ref, index), value);
    }

    @Override
    public boolean compareAndSetSlot(long ref, long index, long expected, long value) {
        return Memory.compareAndSetLong(slot(ref, index), expected, value);
    }

    @Override
    public byte getByte(long ref, long offset) {
        return Memory.getByte(ref + offset);
    }

    @Override
    public void putByte(long ref, long offset, byte value) {
        Memory.putByte(ref + offset, value);
    }

    @Override
    public short getShort(long ref, long offset) {
        return Memory.getShort(ref + offset);
    }

    @Override
    public void putShort(long ref, long offset, short value) {
        Memory.putShort(ref + offset, value);
    }

    @Override
    public int getInt(long ref, long offset) {
        return Memory.getInt(ref + offset);
    }

    @Override
    public void putInt(long ref, long offset, int value) {
        Memory.putInt(ref + offset, value);
    }

    @Override
    public long getLong(long ref, long offset) {
        return Memory.getLong(ref + offset);
    }

    @Override
    public void putLong(long ref, long offset, long value) {
        Memory.putLong(ref + offset, value);
    }

    /** A block copy faults page by page, like any access. */
    @Override
    void makeAccessible(long ref, long offset, long bytes) {
        // Nothing to do beforehand.
    }

    @Override
    void release() {
        // Nothing but what every mutator has.
    }
}

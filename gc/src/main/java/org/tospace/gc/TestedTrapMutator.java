package org.tospace.gc;

import org.tospace.gc.collector.Agent;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * {@link Barrier#TRAP} under stress: every access is tested before it is made, and then as plain as ever. A class of its own, so that
 * the tests cost nothing where there are none.
 */
final class TestedTrapMutator extends Mutator {
    TestedTrapMutator(Heap heap, Agent agent) {
        super(heap, agent);
    }

    private static long slot(long ref, long index) {
        return ref + ObjectHeader.WORD_BYTES + (index << 3);
    }

    @Override
    public long getSlot(long ref, long index) {
        checkOpen();
        checks.checkSlot(ref, index);
        return Memory.getLong(slot(ref, index));
    }

    @Override
    public void setSlot(long ref, long index, long value) {
        checkOpen();
        checks.checkSlot(ref, index);
        checks.checkValue(value);
        Memory.putLong(slot(ref, index), value);
    }

    @Override
    public boolean compareAndSetSlot(long ref, long index, long expected, long value) {
        checkOpen();
        checks.checkSlot(ref, index);
        checks.checkValue(value);
        return Memory.compareAndSetLong(slot(ref, index), expected, value);
    }

    @Override
    public byte getByte(long ref, long offset) {
        makeAccessible(ref, offset, Byte.BYTES);
        return Memory.getByte(ref + offset);
    }

    @Override
    public void putByte(long ref, long offset, byte value) {
        makeAccessible(ref, offset, Byte.BYTES);
        Memory.putByte(ref + offset, value);
    }

    @Override
    public short getShort(long ref, long offset) {
        makeAccessible(ref, offset, Short.BYTES);
        return Memory.getShort(ref + offset);
    }

    @Override
    public void putShort(long ref, long offset, short value) {
        makeAccessible(ref, offset, Short.BYTES);
        Memory.putShort(ref + offset, value);
    }

    @Override
    public int getInt(long ref, long offset) {
        makeAccessible(ref, offset, Integer.BYTES);
        return Memory.getInt(ref + offset);
    }

    @Override
    public void putInt(long ref, long offset, int value) {
        makeAccessible(ref, offset, Integer.BYTES);
        Memory.putInt(ref + offset, value);
    }

    @Override
    public long getLong(long ref, long offset) {
        makeAccessible(ref, offset, Long.BYTES);
        return Memory.getLong(ref + offset);
    }

    @Override
    public void putLong(long ref, long offset, long value) {
        makeAccessible(ref, offset, Long.BYTES);
        Memory.putLong(ref + offset, value);
    }

    @Override
    void makeAccessible(long ref, long offset, long bytes) {
        checkOpen();
        checks.checkAccess(ref, offset, bytes);
    }

    @Override
    void release() {
        // Nothing but what every mutator has.
    }
}

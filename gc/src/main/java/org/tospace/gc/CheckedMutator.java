package org.tospace.gc;

import org.tospace.gc.collector.Agent;
import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * {@link Barrier#CHECKED}: while a collection runs, a slot that is loaded is tested, forwarded if it holds a from-space reference, and
 * healed (Baker 1978). Raw data needs no barrier: mutators hold to-space references only, and objects are copied whole.
 */
final class CheckedMutator extends Mutator {
    private final long control;

    CheckedMutator(Heap heap, Agent agent) {
        super(heap, agent);
        this.control = heap.memory().control();
    }

    private static long slot(long ref, long index) {
        return ref + ObjectHeader.WORD_BYTES + (index << 3);
    }

    @Override
    public long getSlot(long ref, long index) {
        return guarded ? load(ref, index) : Memory.getLong(slot(ref, index));
    }

    private long load(long ref, long index) {
        checkOpen();
        if (checks != null) {
            checks.checkSlot(ref, index);
        }
        long slot = slot(ref, index);
        long value = Memory.getLong(slot);
        if (!Forwarding.isFromSpace(control, value)) {
            return value;
        }
        checkStack();
        long forwarded = Forwarding.forwardValue(control, agentRecord(), value);
        // Compare-and-set: a failure means that a scanner or a mutator has put a to-space value there, which must stay.
        Memory.compareAndSetLong(slot, value, forwarded);
        return forwarded;
    }

    @Override
    public void setSlot(long ref, long index, long value) {
        if (guarded) {
            checkOpen();
            if (checks != null) {
                checks.checkSlot(ref, index);
                checks.checkValue(value);
            }
        }
        Memory.putLong(slot(ref, index), value);
    }

    @Override
    public boolean compareAndSetSlot(long ref, long index, long expected, long value) {
        if (checks != null) {
            checks.checkValue(value);
        }
        while (getSlot(ref, index) == expected) {
            // The load has healed the slot; a scanner no longer changes it, so a failure is another mutator's doing.
            if (Memory.compareAndSetLong(slot(ref, index), expected, value)) {
                return true;
            }
        }
        return false;
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
        if (guarded) {
            checkOpen();
            if (checks != null) {
                checks.checkAccess(ref, offset, bytes);
            }
        }
    }

    @Override
    void release() {
        // Nothing but what every mutator has.
    }
}

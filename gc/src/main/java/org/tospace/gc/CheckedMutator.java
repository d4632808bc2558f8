package org.tospace.gc;

import java.lang.invoke.VarHandle;
import org.tospace.gc.collector.Agent;
import org.tospace.gc.scan.Forwarding;
import org.tospace.runtime.memory.Memory;

/**
 * {@link Barrier#CHECKED}: while a collection runs, a slot that is loaded is tested, forwarded if it holds a from-space reference, and
 * healed (Baker 1978). Raw data needs no barrier: mutators hold to-space references only, and objects are copied whole.
 *
 * <p><b>Invariant (published-whole):</b> before a reference is stored where another mutator can load it, its object's header and contents are visible. A load
 * is plain: what is read through the reference depends on it, and processors keep that order. So even mutators that race find objects.
 */
final class CheckedMutator extends GuardedMutator {
    private final long control;

    CheckedMutator(Heap heap, Agent agent) {
        super(heap, agent);
        this.control = heap.memory().control();
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
        if (forwarded == value) {
            // Not forwarded, hence a failure.
            heap().collector().checkFailure();
        }
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
        // Orders the contents of new objects and copies before the reference: (published-whole). On x86-64 it is no instruction.
        VarHandle.releaseFence();
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
    void makeAccessible(long ref, long offset, long bytes) {
        if (guarded) {
            checkOpen();
            if (checks != null) {
                checks.checkAccess(ref, offset, bytes);
            }
        }
    }
}

package org.tospace.gc;

import org.tospace.gc.collector.Agent;
import org.tospace.runtime.memory.Memory;

/**
 * {@link Barrier#TRAP} where references are tested ({@code checks=on}, or under stress): every access is tested before it is made, and then as plain as ever. A class of its own, so that
 * the tests cost nothing where there are none.
 */
final class TestedTrapMutator extends GuardedMutator {
    TestedTrapMutator(Heap heap, Agent agent) {
        super(heap, agent);
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
    void makeAccessible(long ref, long offset, long bytes) {
        checkOpen();
        checks.checkAccess(ref, offset, bytes);
    }
}

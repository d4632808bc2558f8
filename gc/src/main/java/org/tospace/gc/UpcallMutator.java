package org.tospace.gc;

import org.tospace.gc.collector.Agent;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;
import org.tospace.runtime.trap.Accessors;
import org.tospace.runtime.trap.InaccessibleAddressException;

/**
 * {@link Barrier#UPCALL}: while a collection runs, every access goes through a native-state accessor, whose fault on an unscanned page
 * becomes an upcall that scans it. Otherwise accesses are plain, behind one test.
 *
 * <p>The plain load must not be moved above the test; C2 treats off-heap loads as dependent on the branch they stand in.
 */
final class UpcallMutator extends GuardedMutator {
    private final Accessors accessors = new Accessors();
    private final Faults faults;

    UpcallMutator(Heap heap, Agent agent) {
        super(heap, agent);
        this.faults = heap.faults();
        // Once here, so that the first trap loads and links nothing.
        accessors.getLong(heap.memory().control());
    }

    @Override
    public long getSlot(long ref, long index) {
        return guarded ? guardedSlot(ref, index) : Memory.getLong(slot(ref, index));
    }

    private long guardedSlot(long ref, long index) {
        checkOpen();
        if (checks != null) {
            checks.checkSlot(ref, index);
        }
        return load(slot(ref, index));
    }

    private long load(long address) {
        try {
            return accessors.getLong(address);
        } catch (InaccessibleAddressException e) {
            throw faults.stale(e.address());
        }
    }

    @Override
    public void setSlot(long ref, long index, long value) {
        if (guarded) {
            checkOpen();
            if (checks != null) {
                checks.checkSlot(ref, index);
                checks.checkValue(value);
            }
            store(slot(ref, index), value);
        } else {
            Memory.putLong(slot(ref, index), value);
        }
    }

    private void store(long address, long value) {
        try {
            accessors.putLong(address, value);
        } catch (InaccessibleAddressException e) {
            throw faults.stale(e.address());
        }
    }

    @Override
    public boolean compareAndSetSlot(long ref, long index, long expected, long value) {
        if (guarded) {
            checkOpen();
            if (checks != null) {
                checks.checkSlot(ref, index);
                checks.checkValue(value);
            }
            makeAccessible(ref, ObjectHeader.WORD_BYTES + (index << 3), Long.BYTES);
        }
        return Memory.compareAndSetLong(slot(ref, index), expected, value);
    }

    /** Touches each page by an accessor: once scanned, it stays open until the next flip, and that waits for this thread's safepoint. */
    @Override
    void makeAccessible(long ref, long offset, long bytes) {
        if (!guarded || bytes == 0) {
            return;
        }
        checkOpen();
        if (checks != null) {
            checks.checkAccess(ref, offset, bytes);
        }
        if (heap().memory().isLargeWithoutSlots(ref)) {
            // Never closed to who holds a good reference.
            return;
        }
        long pageBytes = PageSize.bytes();
        long last = ref + offset + bytes - 1;
        for (long address = ref + offset; address < last; address = (address | (pageBytes - 1)) + 1) {
            touch(address);
        }
        touch(last);
    }

    @Override
    void openWord(long address) {
        if (guarded) {
            touch(address);
        }
    }

    private void touch(long address) {
        try {
            accessors.getByte(address);
        } catch (InaccessibleAddressException e) {
            throw faults.stale(e.address());
        }
    }

    @Override
    void release() {
        accessors.close();
    }
}

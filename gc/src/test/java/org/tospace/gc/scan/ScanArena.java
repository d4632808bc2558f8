package org.tospace.gc.scan;

import org.tospace.gc.ReferenceEncoding;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * A control block made by hand with a from-space and a copy area in plain memory, so that the protocols of this package can be run without
 * a heap, thousands of rounds a second. Nothing is protected: opening a page is a system call on memory that is open already.
 */
final class ScanArena implements AutoCloseable {
    static final long PAGE_BYTES = 4096;
    private static final int PAGE_SHIFT = 12;
    private static final long RING_CAPACITY = 256;
    private static final long HUGE_CAPACITY = 16;
    /** The header of an object of 40 bytes. */
    private static final long LITTER = ObjectHeader.of(3, 2, 16);

    private final NativeBlock spaces;
    private final NativeBlock tables;
    private final long control;
    private final long spaceBytes;
    private final long agents;

    /**
     * An arena.
     *
     * @param pages of each space
     * @param checked whether mutators may touch pages that are not scanned
     */
    ScanArena(long pages, boolean checked) {
        spaceBytes = pages * PAGE_BYTES;
        spaces = NativeBlock.reserve(2 * spaceBytes);
        long recordBytes = (2 * pages + 1) * PageRecord.BYTES;
        long ringBytes = TrapRing.bytes(RING_CAPACITY);
        long hugeBytes = HUGE_CAPACITY * HugeTable.ENTRY_BYTES;
        tables = NativeBlock.reserve(ControlBlock.BYTES + ringBytes + hugeBytes + recordBytes + 64 * AgentRecord.BYTES);
        control = tables.address();
        long ring = control + ControlBlock.BYTES;
        agents = ring + ringBytes + hugeBytes + recordBytes;
        TrapRing.initialize(ring, RING_CAPACITY);
        ReferenceEncoding encoding = ReferenceEncoding.LOW_BITS;
        Memory.putLong(control + ControlBlock.BASE, spaces.address());
        Memory.putLong(control + ControlBlock.DELTA, 0);
        Memory.putLong(control + ControlBlock.PAGE_BYTES, PAGE_BYTES);
        Memory.putInt(control + ControlBlock.PAGE_SHIFT, PAGE_SHIFT);
        Memory.putInt(control + ControlBlock.CHECKED, checked ? 1 : 0);
        Memory.putInt(control + ControlBlock.PROTECTION, checked ? RangeOpener.NONE : RangeOpener.MPROTECT);
        Memory.putLong(control + ControlBlock.PAGE_TABLE, ring + ringBytes + hugeBytes);
        Memory.putLong(control + ControlBlock.REFERENCE_MASK, encoding.mask());
        Memory.putLong(control + ControlBlock.REFERENCE_PATTERN, encoding.pattern());
        Memory.putLong(control + ControlBlock.ADDRESS_MASK, encoding.addressMask());
        Memory.putLong(control + ControlBlock.HUGE_TABLE, ring + ringBytes);
        Memory.putLong(control + ControlBlock.HUGE_CAPACITY, HUGE_CAPACITY);
        Memory.putLong(control + ControlBlock.RING, ring);
        reset();
    }

    /** Empties both spaces; while no other thread uses them. */
    void reset() {
        long used = Math.min(Memory.getLong(control + ControlBlock.COPY_TOP), copyBase() + spaceBytes);
        if (used > copyBase()) {
            // As after earlier collections: nobody may rely on zeroes.
            for (long word = copyBase(); word < used; word += Long.BYTES) {
                Memory.putLong(word, LITTER);
            }
        }
        Memory.clear(PageRecord.of(control, copyBase()), (spaceBytes / PAGE_BYTES) * PageRecord.BYTES);
        Memory.clear(Memory.getLong(control + ControlBlock.HUGE_TABLE), HUGE_CAPACITY * HugeTable.ENTRY_BYTES);
        Memory.putLong(control + ControlBlock.HUGE_COUNT, 0);
        Memory.putLong(control + ControlBlock.FROM_BASE, fromBase());
        Memory.putLong(control + ControlBlock.FROM_BYTES, spaceBytes);
        Memory.putLong(control + ControlBlock.LARGE_OFFSET, spaceBytes);
        Memory.putLong(control + ControlBlock.COPY_BASE, copyBase());
        Memory.putLong(control + ControlBlock.COPY_LIMIT, copyBase() + spaceBytes);
        Memory.putLong(control + ControlBlock.COPY_TOP, copyBase());
        Memory.putLong(control + ControlBlock.SCANNED_PAGES, 0);
        Memory.putLong(control + ControlBlock.CURSOR, copyBase());
        Memory.putLong(control + ControlBlock.RANGES_LEFT, 1 << 20);
        Memory.clear(agents, 64 * AgentRecord.BYTES);
        for (int i = 0; i < 64; i++) {
            Memory.putLong(agent(i) + AgentRecord.ID, i);
        }
    }

    /** Makes an agent the one that scans at the cursor while others scan ahead of it. */
    void lead(int index) {
        Memory.putLong(control + ControlBlock.LEADER, agent(index));
    }

    long control() {
        return control;
    }

    long agent(int index) {
        return agents + index * AgentRecord.BYTES;
    }

    long fromBase() {
        return spaces.address();
    }

    long copyBase() {
        return spaces.address() + spaceBytes;
    }

    long reservedPages() {
        return OrderedScan.reservedPages(control);
    }

    boolean inCopyArea(long address) {
        return address >= copyBase() && address < Memory.getLong(control + ControlBlock.COPY_TOP);
    }

    long failure() {
        return Memory.getLong(control + ControlBlock.FAILURE);
    }

    @Override
    public void close() {
        spaces.close();
        tables.close();
    }
}

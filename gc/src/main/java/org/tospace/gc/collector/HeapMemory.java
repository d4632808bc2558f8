package org.tospace.gc.collector;

import java.util.function.Supplier;
import org.tospace.gc.Barrier;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.scan.AgentDirectory;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.IdentityHash;
import org.tospace.gc.scan.LargeObjects;
import org.tospace.gc.scan.PageRecord;
import org.tospace.gc.scan.RangeOpener;
import org.tospace.gc.scan.SpaceExchange;
import org.tospace.gc.scan.TrapRing;
import org.tospace.runtime.linux.SystemCallException;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.MapLimit;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.trap.TrapSignal;

/**
 * A heap's native memory: the two views of its semispaces, the control block, the page records, the ring of traps, the table of
 * huge objects and the records of large ones. Owns it all; {@link #close} gives it back.
 *
 * <pre>
 *   views:   | copies 0 | new 0 | large | copies 1 | new 1 | large |
 * </pre>
 *
 * <p>Both spaces' windows on large objects show the same memory.
 */
public final class HeapMemory implements AutoCloseable {
    /** Addresses for copies, as a multiple of a semispace: pages closed early, and the ends of pages that large objects leave. */
    private static final long COPY_AREA_FACTOR = 3;
    private static final long COPY_AREA_SLACK_PAGES = 256;
    /** Addresses for large objects, as a multiple of a semispace: the heap's size four times over, for what lies between them, and as much again for those with slots. */
    private static final long LARGE_AREA_FACTOR = 16;
    /** Mappings that a large object with slots takes: an open stretch in either window. */
    private static final long MAPS_OF_SLOTTED = 4;
    /** The part of the mappings that is for these objects as long as they live. */
    private static final long SLOTTED_MAPS_DIVISOR = 4;
    private static final long RING_CAPACITY = 1 << 14;
    /** Smallest huge object in pages; at least what the table counts as huge. */
    private static final long HUGE_PAGES = 64;
    private static final long HUGE_ENTRY_BYTES = 24;
    /** A power of two, at least twice the number of agents. */
    private static final long DIRECTORY_ENTRIES = 1 << 13;
    private static final long MAPS_BESIDES_PAGES = 16;

    private final HeapOptions options;
    private final PageProtection protection;
    private final DualMapping mapping;
    private final NativeBlock tables;
    private final Space[] spaces;
    private final long base;
    private final long bytes;
    private final long spaceBytes;
    private final long largeOffset;
    private final long control;
    private final long ring;
    private final long slottedOffset;
    private final long mapsReserved;
    private final long mostSlotted;
    /** For {@link #open}; guarded by this object's monitor. */
    private final long scratch;

    /** Reserves everything; nothing is populated. */
    public HeapMemory(HeapOptions options) {
        this.options = options;
        long page = options.pageBytes();
        long newBytes = options.spaceBytes();
        long copyBytes = COPY_AREA_FACTOR * newBytes + COPY_AREA_SLACK_PAGES * page;
        long largeBytes = options.largeBytes() == 0 ? 0 : LARGE_AREA_FACTOR * newBytes;
        largeOffset = copyBytes + newBytes;
        spaceBytes = largeOffset + largeBytes;
        slottedOffset = largeOffset + largeBytes / 2;
        long wantedMaps = options.mapBudget() != 0 ? options.mapBudget() : 2 * copyBytes / page + MAPS_BESIDES_PAGES;
        protection = PageProtection.of(kind(options));
        mapsReserved = protection.kind() == RangeOpener.MPROTECT ? MapLimit.reserve(wantedMaps) : 0;
        long slottedMaps = largeBytes == 0 ? 0 : mapsReserved / SLOTTED_MAPS_DIVISOR / MAPS_OF_SLOTTED * MAPS_OF_SLOTTED;
        mostSlotted = largeBytes == 0 ? 0 : protection.kind() == RangeOpener.MPROTECT ? slottedMaps / MAPS_OF_SLOTTED : Long.MAX_VALUE;
        // The system aligns mappings to its own page, which may be smaller than ours. And a page behind the last: what a made-up reference
        // to the end of it names may be that long.
        mapping = orGiveBack(() -> DualMapping.create("tospace", 2 * spaceBytes + 2 * page), protection::close);
        base = (mapping.frontAddress() + page - 1) & -page;
        bytes = 2 * spaceBytes;
        spaces = new Space[] {
            new Space(base, copyBytes, newBytes, largeBytes), new Space(base + spaceBytes, copyBytes, newBytes, largeBytes)};
        long hugeCapacity = copyBytes / (HUGE_PAGES * page) + 1;
        long ringBytes = TrapRing.bytes(RING_CAPACITY);
        long hugeBytes = hugeCapacity * HUGE_ENTRY_BYTES;
        long directoryBytes = DIRECTORY_ENTRIES * AgentDirectory.ENTRY_BYTES;
        long recordBytes = (2 * spaceBytes / page + 1) * PageRecord.BYTES;
        long largeTableBytes = largeBytes / page * LargeObjects.BYTES;
        // An entry for each page: no two slotted objects share one.
        long scanListBytes = largeBytes / 2 / page * Long.BYTES;
        long tableBytes = ControlBlock.BYTES + ringBytes + hugeBytes + directoryBytes + recordBytes + largeTableBytes + scanListBytes;
        tables = orGiveBack(() -> NativeBlock.reserve(tableBytes + RangeOpener.SCRATCH_BYTES), this::releaseMapping);
        scratch = tables.address() + tableBytes;
        control = tables.address();
        ring = control + ControlBlock.BYTES;
        TrapRing.initialize(ring, RING_CAPACITY);
        Memory.putLong(control + ControlBlock.BASE, base);
        Memory.putLong(control + ControlBlock.DELTA, mapping.delta());
        Memory.putLong(control + ControlBlock.PAGE_BYTES, page);
        Memory.putInt(control + ControlBlock.PAGE_SHIFT, Long.numberOfTrailingZeros(page));
        Memory.putInt(control + ControlBlock.CHECKED, options.barrier() == Barrier.CHECKED ? 1 : 0);
        Memory.putInt(control + ControlBlock.PROTECTION, protection.kind());
        Memory.putInt(control + ControlBlock.USER_FAULT_DESCRIPTOR, (int) protection.fileDescriptor());
        Memory.putLong(control + ControlBlock.DIRECTORY, ring + ringBytes + hugeBytes);
        Memory.putLong(control + ControlBlock.DIRECTORY_MASK, DIRECTORY_ENTRIES - 1);
        Memory.putLong(control + ControlBlock.PAGE_TABLE, ring + ringBytes + hugeBytes + directoryBytes);
        Memory.putLong(control + ControlBlock.REFERENCE_MASK, options.encoding().mask());
        Memory.putLong(control + ControlBlock.REFERENCE_PATTERN, options.encoding().pattern());
        Memory.putLong(control + ControlBlock.ADDRESS_MASK, options.encoding().addressMask());
        Memory.putLong(control + ControlBlock.HUGE_TABLE, ring + ringBytes);
        Memory.putLong(control + ControlBlock.HUGE_CAPACITY, hugeCapacity);
        Memory.putLong(control + ControlBlock.RING, options.trapRecords() ? ring : 0);
        Memory.putLong(control + ControlBlock.SPACE_BYTES, spaceBytes);
        Memory.putLong(control + ControlBlock.COPY_AREA_BYTES, copyBytes);
        Memory.putLong(control + ControlBlock.LARGE_OFFSET, largeOffset);
        Memory.putLong(control + ControlBlock.SLOTTED_OFFSET, slottedOffset);
        Memory.putLong(control + ControlBlock.LARGE_TABLE, control + tableBytes - largeTableBytes - scanListBytes);
        Memory.putLong(control + ControlBlock.SCAN_LIST, control + tableBytes - scanListBytes);
        Memory.putLong(control + ControlBlock.RANGES_AT_FLIP, mapsReserved - slottedMaps);
        SpaceExchange.begin(control, 0, 0, 0);
        boolean complete = false;
        try {
            if (largeBytes != 0) {
                long window = spaces[0].largeBase() - mapping.frontAddress();
                mapping.showAgain(window + spaceBytes, window, largeBytes);
            }
            for (Space space : spaces) {
                protection.prepare(mapping, space.copyBase(), space.copyBytes());
                if (closesNewObjects()) {
                    protection.prepare(mapping, space.newBase(), space.newBytes() + space.largeBytes());
                } else if (largeBytes != 0 && protection.kind() == RangeOpener.USER_FAULT) {
                    // Elsewhere an address is closed when an object is first to lie there: in page tables, all of them would take memory.
                    protection.prepare(mapping, space.slottedBase(), space.largeBytes() - space.slottedOffset());
                }
            }
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private static int kind(HeapOptions options) {
        if (options.barrier() == Barrier.CHECKED) {
            return RangeOpener.NONE;
        }
        return switch (options.protection().resolved()) {
            case GUARD -> RangeOpener.GUARD;
            case USERFAULTFD -> RangeOpener.USER_FAULT;
            default -> RangeOpener.MPROTECT;
        };
    }

    /** What an access to a closed page raises. */
    public TrapSignal trapSignal() {
        return protection.kind() == RangeOpener.USER_FAULT ? TrapSignal.BUS : TrapSignal.SEGV;
    }

    /** What a reservation gives; when it is refused, what was reserved before is given back. */
    private <T> T orGiveBack(Supplier<T> reservation, Runnable earlier) {
        T reserved = null;
        try {
            reserved = reservation.get();
            return reserved;
        } finally {
            if (reserved == null) {
                earlier.run();
                giveMapsBack();
            }
        }
    }

    private void releaseMapping() {
        mapping.close();
        protection.close();
    }

    private void giveMapsBack() {
        if (mapsReserved != 0) {
            MapLimit.giveBack(mapsReserved);
        }
    }

    /** The control block's address. */
    public long control() {
        return control;
    }

    /** The trap ring's address. */
    long ring() {
        return ring;
    }

    HeapOptions options() {
        return options;
    }

    /** The mutators' view of both semispaces: its first address, a multiple of the page's size. */
    public long base() {
        return base;
    }

    /** Bytes of addresses in a view. */
    public long bytes() {
        return bytes;
    }

    /** Whether an address lies in the mutators' view. */
    public boolean contains(long address) {
        return address >= base && address < base + bytes;
    }

    /** Whether an address was to-space's when a collection was the last that had begun: the spaces take turns. */
    public boolean isToSpace(long address, long collection) {
        return spaces[(int) (collection & 1)].contains(address);
    }

    /** Whether an address is one for copies, in either space. */
    public boolean isCopyArea(long address) {
        for (Space space : spaces) {
            if (address >= space.copyBase() && address < space.newBase()) {
                return true;
            }
        }
        return false;
    }

    /** Whether an address of either space lies in its window on large objects. */
    public boolean isLarge(long address) {
        return offsetInSpace(address) >= largeOffset;
    }

    /** Whether an address of either space lies in the part of its window where nothing is ever closed: the object has no slots. */
    public boolean isLargeWithoutSlots(long address) {
        long offset = offsetInSpace(address);
        return offset >= largeOffset && offset < slottedOffset;
    }

    private long offsetInSpace(long address) {
        long offset = address - base;
        return offset < spaceBytes ? offset : offset - spaceBytes;
    }

    /** How many large objects with slots may stay where they are: those there are mappings for. */
    long mostSlotted() {
        return mostSlotted;
    }

    /** The identity hash of a large object, which neither its window nor a collection changes. */
    public int largeHash(long address) {
        long offset = offsetInSpace(address) - largeOffset;
        return IdentityHash.of(offset, Memory.getLong(LargeObjects.record(control, offset) + LargeObjects.BIRTH));
    }

    /** The collector's view minus the mutators' view. */
    public long delta() {
        return mapping.delta();
    }

    /** What the operating system has given to the spaces. */
    public long residentBytes() {
        return mapping.residentBytes();
    }

    /** Whether mutators' access depends on protection at all. */
    boolean isProtected() {
        return options.barrier() != Barrier.CHECKED;
    }

    /** Whether areas for new objects are closed until they are handed out, so that stale references into them are caught. */
    boolean closesNewObjects() {
        return isProtected() && options.stress() != 0;
    }

    Space other(Space space) {
        return space == spaces[0] ? spaces[1] : spaces[0];
    }

    /** The space that is, or was last, from-space. */
    Space fromSpace() {
        return spaces[(int) (1 - (Memory.getLong(control + ControlBlock.COLLECTION) & 1))];
    }

    Space first() {
        return spaces[0];
    }

    /** Closes a range of a copy area, or of any area under stress, to mutators; nothing to do where nothing is protected. */
    void closeRange(long address, long length) {
        if (length != 0) {
            protection.closeRange(mapping, address, length);
        }
    }

    /** Keeps mutators out of a run of the window on large objects that they must not use any more, under stress; as large objects are, in either space. */
    void closeFreed(Space space, long offset, long length) {
        if (closesNewObjects()) {
            closeRange(space.largeBase() + offset, length);
        }
    }

    /** Opens a range to mutators; the scanner opens pages itself. */
    synchronized void openRange(long address, long length) {
        long error = RangeOpener.open(control, scratch, address, length);
        if (error != 0) {
            throw new SystemCallException("opening pages by " + options.protection().resolved().key(), address, length, (int) error);
        }
    }

    /** Gives memory back to the system; it reads as zero afterwards. */
    void release(long address, long length) {
        mapping.release(address - mapping.frontAddress(), length);
    }

    @Override
    public void close() {
        releaseMapping();
        tables.close();
        giveMapsBack();
    }
}

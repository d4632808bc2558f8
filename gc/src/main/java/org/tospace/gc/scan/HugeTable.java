package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * The huge objects of a collection: those of so many pages that writing each page's record at once would show in a flip or a trap.
 *
 * <p>Entries of 24 bytes, {@code START, END, SOURCE}, appended only; START is stored last (release), so an entry that can be seen is
 * complete. Inner pages of a huge object stay FREE until someone claims one, who then finds its object here. There are few huge
 * objects (each is at least {@link #MINIMUM_PAGES} pages long), so a search is a walk.
 */
@SignalSafe
final class HugeTable {
    /** Bytes of an entry. */
    static final long ENTRY_BYTES = 24;
    /** Objects of at least this many pages are huge. */
    static final long MINIMUM_PAGES = 64;

    private static final long START = 0;
    private static final long END = 8;
    private static final long SOURCE = 16;

    private HugeTable() {
    }

    /**
     * Appends an object, if there is room; any agent.
     *
     * @return whether there was room
     */
    static boolean add(long heap, long start, long end, long source) {
        long index = Memory.getAndAddLong(heap + ControlBlock.HUGE_COUNT, 1);
        if (index >= Memory.getLong(heap + ControlBlock.HUGE_CAPACITY)) {
            return false;
        }
        long entry = Memory.getLong(heap + ControlBlock.HUGE_TABLE) + index * ENTRY_BYTES;
        Memory.putLong(entry + END, end);
        Memory.putLong(entry + SOURCE, source);
        Memory.putLongRelease(entry + START, start);
        return true;
    }

    /** The entry of the object that covers {@code address}, or 0. */
    static long find(long heap, long address) {
        long count = Math.min(Memory.getLongAcquire(heap + ControlBlock.HUGE_COUNT), Memory.getLong(heap + ControlBlock.HUGE_CAPACITY));
        long entry = Memory.getLong(heap + ControlBlock.HUGE_TABLE);
        for (long i = 0; i < count; i++) {
            long start = Memory.getLongAcquire(entry + START);
            if (start != 0 && start <= address && address < Memory.getLong(entry + END)) {
                return entry;
            }
            entry += ENTRY_BYTES;
        }
        return 0;
    }

    /** Empties the table; at a flip. */
    static void clear(long heap) {
        long used = Math.min(Memory.getLong(heap + ControlBlock.HUGE_COUNT), Memory.getLong(heap + ControlBlock.HUGE_CAPACITY));
        if (used != 0) {
            Memory.clear(Memory.getLong(heap + ControlBlock.HUGE_TABLE), used * ENTRY_BYTES);
        }
        Memory.putLong(heap + ControlBlock.HUGE_COUNT, 0);
    }

    /** Where the object of an entry starts. */
    static long start(long entry) {
        return Memory.getLong(entry + START);
    }

    /** The from-space address of the object of an entry. */
    static long source(long entry) {
        return Memory.getLong(entry + SOURCE);
    }
}

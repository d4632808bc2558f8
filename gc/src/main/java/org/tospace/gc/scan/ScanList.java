package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * The large objects with slots that were named in a collection, in that order: what {@link OrderedScan} takes their pages from, as nothing else tells where the
 * pages lie. Whoever marks an object appends its to-space address, in a signal handler too. An object is marked once, so there is room for as many as the
 * area has pages.
 *
 * <p>Entries are zero before they are written: {@link #clear} sees to that when scanning has ended, and nobody appends any more.
 */
@SignalSafe
public final class ScanList {
    private ScanList() {
    }

    private static long entry(long heap, long index) {
        return Memory.getLong(heap + ControlBlock.SCAN_LIST) + (index << 3);
    }

    /** Appends an object. */
    static void add(long heap, long object) {
        long index = Memory.getAndAddLong(heap + ControlBlock.SCAN_LIST_COUNT, 1);
        // Release: pairs with the acquire in get; publishes the object's cursor.
        Memory.putLongRelease(entry(heap, index), object);
    }

    /** How many were appended. */
    static long count(long heap) {
        return Memory.getLongAcquire(heap + ControlBlock.SCAN_LIST_COUNT);
    }

    /** The first that may have pages nobody has claimed; the count when all are claimed. */
    static long next(long heap) {
        return Memory.getLongAcquire(heap + ControlBlock.SCAN_LIST_NEXT);
    }

    /** All pages of one are claimed, and of those before it; a failure means that another has said so. */
    static void pass(long heap, long index) {
        Memory.compareAndSetLong(heap + ControlBlock.SCAN_LIST_NEXT, index, index + 1);
    }

    /** One of them, or 0 while it is being written. */
    static long get(long heap, long index) {
        return Memory.getLongAcquire(entry(heap, index));
    }

    /** Makes the entries zero again; when scanning has ended, by one thread. */
    public static void clear(long heap) {
        long count = count(heap);
        if (count != 0) {
            Memory.clear(entry(heap, 0), count << 3);
        }
    }
}

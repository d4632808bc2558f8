package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Large objects, which are not copied. They lie in an area of their own, which every space has a <em>window</em> on: the same
 * memory, mapped at its end. So such an object has an address in from-space and one in to-space like any other, and to forward it is to mark it and to
 * name the other window. It stays where it is.
 *
 * <p>Objects without slots lie in the window's first part, where nothing is ever closed. Objects with slots, <em>slotted</em> ones, lie in the second: their pages are closed in
 * to-space's window at the flip, and scanned and opened like those of copies. Each page is scanned in place.
 *
 * <p>Each page has a record of {@value #BYTES} bytes, for both windows; an object has that of its first:
 *
 * <pre>
 *  0   MARK     0: no object starts here; otherwise 8 * the collection that has changed it last, + one of the states below
 *  8   BIRTH    the last collection that had begun when it was allocated
 *  16  RUN      bytes of its pages; on its other pages, if it has slots: minus the bytes of those before the page
 *  24  PENDING  while it is recycled: how many pieces of it are not yet
 *  32  CURSOR   while it is scanned: the to-space address below which each of its pages is claimed
 * </pre>
 *
 * <table>
 *   <caption>States of a mark of the present collection; an older one says: not named yet</caption>
 *   <tr><th>state</th><th>the object</th></tr>
 *   <tr><td>{@link #WATCHED}</td><td>is not named yet, and an ephemeron waits for it</td></tr>
 *   <tr><td>{@link #BUSY}</td><td>is being marked, by one agent, who waits for nothing; slotted objects only</td></tr>
 *   <tr><td>{@link #REVIVED}</td><td>is named only by what finalization has brought back: dead to weak words</td></tr>
 *   <tr><td>{@link #REACHED}</td><td>is named, or was allocated since the flip</td></tr>
 * </table>
 *
 * <p><b>Invariant (large-marked):</b> whatever names a large object by its to-space address, the object's mark is REVIVED or REACHED in the present
 * collection: only {@link #forward} makes such an address, and allocation. So an object whose mark is older when scanning has ended, and weak words are
 * done, is named by nobody. The mark changes by compare-and-set, or by who has made it BUSY; it never goes back within a collection.
 *
 * <p><b>Invariant (large-counted):</b> when a slotted object's mark says that it is named, its pages are counted among those that are to be scanned ({@link OrderedScan}), and only then are
 * they claimed. So no page counts as scanned that did not count as one to be.
 */
@SignalSafe
public final class LargeObjects {
    /** Bytes of a record. */
    public static final long BYTES = 64;

    /** Offset of MARK. */
    public static final long MARK = 0;
    /** Offset of BIRTH. */
    public static final long BIRTH = 8;
    /** Offset of RUN. */
    public static final long RUN = 16;
    /** Offset of PENDING. */
    public static final long PENDING = 24;
    /** Offset of CURSOR. */
    public static final long CURSOR = 32;

    /** No object. */
    public static final long NONE = 0;
    /** State of a mark. */
    public static final long WATCHED = 1;
    /** State of a mark. */
    public static final long BUSY = 2;
    /** State of a mark. */
    public static final long REVIVED = 3;
    /** State of a mark. */
    public static final long REACHED = 4;

    private static final int STATE_BITS = 3;
    private static final int RECORD_SHIFT = 6;

    private LargeObjects() {
    }

    /** A mark of a collection. */
    public static long mark(long collection, long state) {
        return (collection << STATE_BITS) + state;
    }

    /** The record of the page at an offset from the start of the area. */
    public static long record(long heap, long offset) {
        return Memory.getLong(heap + ControlBlock.LARGE_TABLE) + (offset >>> Memory.getInt(heap + ControlBlock.PAGE_SHIFT) << RECORD_SHIFT);
    }

    /** Whether an address of from-space lies in its window. */
    public static boolean isLarge(long heap, long address) {
        return address - Memory.getLong(heap + ControlBlock.FROM_BASE) >= Memory.getLong(heap + ControlBlock.LARGE_OFFSET);
    }

    /** Whether an address lies in the part of to-space's window whose objects have slots. */
    static boolean isSlottedInToSpace(long heap, long address) {
        long offset = Memory.getLong(heap + ControlBlock.SLOTTED_OFFSET);
        return Long.compareUnsigned(address - Memory.getLong(heap + ControlBlock.COPY_BASE) - offset, Memory.getLong(heap + ControlBlock.SPACE_BYTES) - offset) < 0;
    }

    private static long recordOf(long heap, long address) {
        return record(heap, address - Memory.getLong(heap + ControlBlock.FROM_BASE) - Memory.getLong(heap + ControlBlock.LARGE_OFFSET));
    }

    private static long recordInToSpace(long heap, long address) {
        return record(heap, address - Memory.getLong(heap + ControlBlock.COPY_BASE) - Memory.getLong(heap + ControlBlock.LARGE_OFFSET));
    }

    /** The least mark of the present collection that makes an object stay. */
    private static long leastLive(long heap) {
        return mark(Memory.getLong(heap + ControlBlock.COLLECTION), REVIVED);
    }

    /** The same place in to-space's window. */
    private static long inToSpace(long heap, long address) {
        return address - Memory.getLong(heap + ControlBlock.FROM_BASE) + Memory.getLong(heap + ControlBlock.COPY_BASE);
    }

    /**
     * The to-space address of an object, which is marked from here on.
     *
     * @param address in from-space's window
     * @return that address; {@code address} itself when no object starts there, which is a failure
     */
    static long forward(long heap, long address) {
        long record = recordOf(heap, address);
        long word = Memory.getLongAcquire(record + MARK);
        if (word == NONE || (address & (Memory.getLong(heap + ControlBlock.PAGE_BYTES) - 1)) != 0) {
            Failure.raise(heap, Failure.NOT_AN_OBJECT, address, Memory.getLong((address & -ObjectHeader.WORD_BYTES) + Memory.getLong(heap + ControlBlock.DELTA)));
            return address;
        }
        long least = leastLive(heap);
        boolean slotted = address - Memory.getLong(heap + ControlBlock.FROM_BASE) >= Memory.getLong(heap + ControlBlock.SLOTTED_OFFSET);
        int spins = 0;
        while (word < least) {
            if (word == least - REVIVED + BUSY) {
                spins = Waiting.spin(spins);
            } else if (Memory.compareAndSetLong(record + MARK, word, slotted ? least - REVIVED + BUSY : Memory.getLongAcquire(heap + ControlBlock.LARGE_MARK))) {
                if (slotted) {
                    announce(heap, record, inToSpace(heap, address));
                }
                if (word == least - REVIVED + WATCHED) {
                    WakeList.add(heap, address);
                }
                break;
            }
            word = Memory.getLongAcquire(record + MARK);
        }
        return inToSpace(heap, address);
    }

    /** Sees to it that an object is scanned whose mark the caller has made BUSY, and says that it is named. */
    private static void announce(long heap, long record, long object) {
        Memory.getAndAddLong(heap + ControlBlock.NAMED_PAGES, Memory.getLong(record + RUN) >>> Memory.getInt(heap + ControlBlock.PAGE_SHIFT));
        Memory.putLong(record + CURSOR, object);
        // Release: who sees that it is named may scan its pages, which are counted: (large-counted).
        Memory.putLongRelease(record + MARK, Memory.getLongAcquire(heap + ControlBlock.LARGE_MARK));
        ScanList.add(heap, object);
    }

    /** The to-space address of an object in from-space's window, or 0 if it is not marked yet; marks nothing. */
    static long forwarded(long heap, long address) {
        return Memory.getLongAcquire(recordOf(heap, address) + MARK) >= leastLive(heap) ? inToSpace(heap, address) : 0;
    }

    /** Whether an object in from-space's window is marked, and not only for having been brought back by finalization. */
    public static boolean isReached(long heap, long address) {
        return Memory.getLongAcquire(recordOf(heap, address) + MARK) > leastLive(heap);
    }

    /** Has whoever marks an object in from-space's window tell {@link WakeList}; false when it is marked, or being marked, already. */
    static boolean watch(long heap, long address) {
        long record = recordOf(heap, address);
        long watched = leastLive(heap) - REVIVED + WATCHED;
        long word = Memory.getLongAcquire(record + MARK);
        while (word != NONE && word <= watched) {
            if (word == watched || Memory.compareAndSetLong(record + MARK, word, watched)) {
                return true;
            }
            word = Memory.getLongAcquire(record + MARK);
        }
        return false;
    }

    /**
     * The slotted object that a page of to-space's window belongs to, if it is named.
     *
     * @param page its address
     * @return the object's to-space address, or 0: whatever touches such a page uses no good reference
     */
    static long named(long heap, long page) {
        // Acquire: pairs with the release of who hands out the run; an old word leads to an object that does not reach here, or to none.
        long before = Math.min(0, Memory.getLongAcquire(recordInToSpace(heap, page) + RUN));
        long object = page + before;
        if (!isSlottedInToSpace(heap, object)) {
            return 0;
        }
        long record = recordInToSpace(heap, object);
        // Acquire: pairs with the release in announce.
        boolean marked = Memory.getLongAcquire(record + MARK) >= leastLive(heap);
        return marked && -before < Memory.getLong(record + RUN) ? object : 0;
    }

    /** The word that holds the to-space address below which each page of a named object is claimed. */
    static long cursor(long heap, long object) {
        return recordInToSpace(heap, object) + CURSOR;
    }

    /** Where the pages of a named object end, in to-space. */
    static long end(long heap, long object) {
        return object + Memory.getLong(recordInToSpace(heap, object) + RUN);
    }

    /**
     * Describes pages of a slotted object that is being allocated: they are open ones, as it names nothing in from-space.
     *
     * @param object where it starts, in to-space
     * @param start the first of these pages
     * @param end behind the last of them
     */
    public static void describeNew(long heap, long object, long start, long end) {
        long pageBytes = Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        for (long page = start; page < end; page += pageBytes) {
            PageRecord.setState(PageRecord.of(heap, page), PageRecord.SCANNED);
            if (page != object) {
                // Release: pairs with the acquire in named; who finds a page's object does not take the page for one to be scanned.
                Memory.putLongRelease(recordInToSpace(heap, page) + RUN, object - page);
            }
        }
    }
}

package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Objects that are not copied: large ones without slots. They lie in an area of their own, which every space has a <em>window</em> on: the same
 * memory, mapped at its end. So such an object has an address in from-space and one in to-space like any other, and to forward it is to mark it and to
 * name the other window. It stays where it is, and no window is ever closed.
 *
 * <p>Each has a record of {@value #BYTES} bytes, found by the page that it starts at:
 *
 * <pre>
 *  0   MARK     0: no object starts here; otherwise 4 * the collection that has changed it last, + one of the states below
 *  8   BIRTH    the last collection that had begun when it was allocated
 *  16  RUN      bytes of its pages
 *  24  PENDING  while it is taken apart: how many pieces of it are not cleared yet
 * </pre>
 *
 * <table>
 *   <caption>States of a mark of the present collection; an older one says: not named yet</caption>
 *   <tr><th>state</th><th>the object</th></tr>
 *   <tr><td>{@link #WATCHED}</td><td>is not named yet, and an ephemeron waits for it</td></tr>
 *   <tr><td>{@link #REVIVED}</td><td>is named only by what finalization has brought back: dead to weak words</td></tr>
 *   <tr><td>{@link #REACHED}</td><td>is named, or was allocated since the flip</td></tr>
 * </table>
 *
 * <p><b>Invariant (large-marked):</b> whatever names a large object by its to-space address, the object's mark is REVIVED or REACHED in the present
 * collection: only {@link #forward} makes such an address, and allocation. So an object whose mark is older when scanning has ended, and weak words are
 * done, is named by nobody. The mark changes by compare-and-set; it never goes back within a collection.
 */
@SignalSafe
public final class LargeObjects {
    /** Bytes of a record. */
    public static final long BYTES = 32;

    /** Offset of MARK. */
    public static final long MARK = 0;
    /** Offset of BIRTH. */
    public static final long BIRTH = 8;
    /** Offset of RUN. */
    public static final long RUN = 16;
    /** Offset of PENDING. */
    public static final long PENDING = 24;

    /** No object. */
    public static final long NONE = 0;
    /** State of a mark. */
    public static final long WATCHED = 1;
    /** State of a mark. */
    public static final long REVIVED = 2;
    /** State of a mark. */
    public static final long REACHED = 3;

    private static final int STATE_BITS = 2;
    private static final int RECORD_SHIFT = 5;

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

    private static long recordOf(long heap, long address) {
        return record(heap, address - Memory.getLong(heap + ControlBlock.FROM_BASE) - Memory.getLong(heap + ControlBlock.LARGE_OFFSET));
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
        while (word < least) {
            if (Memory.compareAndSetLong(record + MARK, word, Memory.getLongAcquire(heap + ControlBlock.LARGE_MARK))) {
                if (word == least - REVIVED + WATCHED) {
                    WakeList.add(heap, address);
                }
                break;
            }
            word = Memory.getLongAcquire(record + MARK);
        }
        return inToSpace(heap, address);
    }

    /** The to-space address of an object in from-space's window, or 0 if it is not marked yet; marks nothing. */
    static long forwarded(long heap, long address) {
        return Memory.getLongAcquire(recordOf(heap, address) + MARK) >= leastLive(heap) ? inToSpace(heap, address) : 0;
    }

    /** Whether an object in from-space's window is marked, and not only for having been brought back by finalization. */
    public static boolean isReached(long heap, long address) {
        return Memory.getLongAcquire(recordOf(heap, address) + MARK) > leastLive(heap);
    }

    /** Has whoever marks an object in from-space's window tell {@link WakeList}; false when it is marked already. */
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
}

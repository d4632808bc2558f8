package org.tospace.gc.collector;

import org.tospace.gc.scan.ControlBlock;
import org.tospace.runtime.memory.Memory;

/**
 * To-space's area for new objects, the area of large ones, and the budget of pages in use: copies and new objects together stay within half of what large objects
 * that stay where they are leave of the heap's size. These count once, as they are never there twice.
 *
 * <p>While a collection scans, what is yet to be copied counts by estimate, so that allocation leaves room for it. Should the
 * estimate be too low, copies use more pages than the budget has (their addresses are their own) and allocation stops until the
 * collection has ended.
 *
 * <p>Any thread; changes are guarded by this object's monitor, except {@link #begin}, for which mutators are stopped.
 */
public final class NewArea {
    private final HeapMemory memory;
    private final LargeArea large;
    private Space space;
    private volatile long top;
    private volatile long estimate;
    private volatile long allocatedBefore;
    /** Bytes of runs for large objects since the last flip. */
    private volatile long largeSince;

    NewArea(HeapMemory memory) {
        this.memory = memory;
        this.large = new LargeArea(memory);
        begin(memory.first(), 0);
    }

    /** Starts anew in a space, with so many bytes of copies to be expected. */
    void begin(Space to, long estimatedCopies) {
        if (space != null) {
            allocatedBefore += usedBytes() + largeSince;
        }
        largeSince = 0;
        space = to;
        top = to.newBase();
        estimate = estimatedCopies;
    }

    /** The copies are known: only what they really take counts from here on. */
    synchronized void copiesAreKnown() {
        estimate = 0;
    }

    Space space() {
        return space;
    }

    /** The area of large objects. */
    LargeArea large() {
        return large;
    }

    /** What copies and new objects together may use when there is no large object. */
    long spaceBytes() {
        return space.newBytes();
    }

    /** The largest object that could ever be allocated. */
    long largestBytes(RoomKind kind) {
        return kind.stays() ? 2 * spaceBytes() : spaceBytes();
    }

    /** The first address that is not handed out. */
    long top() {
        return top;
    }

    /** Bytes handed out since the last flip. */
    long usedBytes() {
        return top - space.newBase();
    }

    /** Bytes handed out since the heap was opened. */
    long allocatedBytes() {
        return allocatedBefore + usedBytes() + largeSince;
    }

    /** Bytes of reserved copy pages. */
    long copiedBytes() {
        return Memory.getLongAcquire(memory.control() + ControlBlock.COPY_TOP) - space.copyBase();
    }

    /** What is expected to be copied in all, or has been when that is more. */
    long expectedCopies() {
        return Math.max(estimate, copiedBytes());
    }

    /** Bytes of the allowance that are used: those of new objects, and half of those of large ones since the flip. */
    long spentBytes() {
        return usedBytes() + largeSince / 2;
    }

    /** What may be handed out in all until the next flip, by what is known now. */
    long allowance() {
        return Math.max(0, (2 * space.newBytes() - large.usedBytes() + largeSince) / 2 - expectedCopies());
    }

    /**
     * Hands out whole pages for a buffer or an object.
     *
     * @param minimumBytes what is needed
     * @param wantedBytes what would be liked, at least as much
     * @param kind what they are for
     * @param room where to note what was handed out; unchanged when nothing was
     * @return false when the budget does not have the minimum
     */
    synchronized boolean take(long minimumBytes, long wantedBytes, RoomKind kind, Room room) {
        long page = memory.options().pageBytes();
        long minimum = (minimumBytes + page - 1) & -page;
        if (kind.stays()) {
            return minimum <= 2 * (allowance() - spentBytes()) && takeLarge(minimum, kind == RoomKind.STAYS_WITH_SLOTS, room);
        }
        long left = (allowance() - spentBytes()) & -page;
        if (left < minimum) {
            return false;
        }
        long bytes = Math.max(minimum, Math.min(left, (wantedBytes + page - 1) & -page));
        long start = top;
        if (memory.closesNewObjects()) {
            memory.openRange(start, bytes);
        }
        top = start + bytes;
        room.set(start, bytes);
        return true;
    }

    private boolean takeLarge(long bytes, boolean withSlots, Room room) {
        long offset = large.take(space, bytes, withSlots);
        if (offset < 0) {
            return false;
        }
        largeSince += bytes;
        long start = space.largeBase() + offset;
        if (memory.closesNewObjects() && !withSlots) {
            memory.openRange(start, bytes);
        }
        room.set(start, bytes);
        return true;
    }
}

package org.tospace.gc.collector;

import org.tospace.gc.scan.ControlBlock;
import org.tospace.runtime.memory.Memory;

/**
 * To-space's area for new objects, the area of large ones, and the budget of pages in use: copies and new objects together stay within half of what large objects
 * that stay where they are leave of the heap's size. These count once, as they are never there twice.
 *
 * <p>While a collection is under way, what is yet to be copied counts by estimate, so that allocation leaves room for it. Should the
 * estimate be too low, or much be allocated at once, allocation may exceed the allowance by an {@link #overdraft} until the collection has ended: mutators
 * go on and pay, where they would stall otherwise. Copies may exceed the budget in any case, as their addresses are their own; who then finds
 * not even the overdraft left waits for the collection's end.
 *
 * <p>Any thread; changes are guarded by this object's monitor, except {@link #begin}, for which mutators are stopped.
 */
public final class NewArea {
    /** The overdraft is so small a part of the allowance: where live data leave no room, there is none, and they cannot grow into it. */
    private static final long OVERDRAFT_DIVISOR = 8;
    /** A mutator takes 200 us at least for so much: twice as long as it takes a thread to wake and to flip a heap. */
    private static final long LITTLE = 4 << 20;
    private static final long LITTLE_DIVISOR = 16;

    private final HeapMemory memory;
    private final LargeArea large;
    private Space space;
    private volatile long top;
    private volatile long estimate;
    private volatile long overdraft;
    private volatile long allocatedBefore;
    /** Bytes of runs for large objects since the last flip. */
    private volatile long largeSince;

    NewArea(HeapMemory memory) {
        this.memory = memory;
        this.large = new LargeArea(memory);
        begin(memory.first(), 0);
        end();
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
        overdraft = allowance() / OVERDRAFT_DIVISOR;
    }

    /** The collection is over. */
    void end() {
        overdraft = 0;
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

    /** By how much the allowance may be exceeded until the collection has ended; 0 when none is under way. */
    long overdraft() {
        return overdraft;
    }

    /** What may be handed out in all until the next flip, by what is known now. */
    long allowance() {
        return Math.max(0, budgetLeft());
    }

    private long budgetLeft() {
        return (2 * space.newBytes() - large.usedBytes() + largeSince) / 2 - expectedCopies();
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
            return minimum <= 2 * left() && takeLarge(minimum, kind == RoomKind.STAYS_WITH_SLOTS, room);
        }
        long left = Math.min(left(), space.newBytes() - usedBytes()) & -page;
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

    /** Whether little may be handed out still. */
    boolean isAlmostUsed() {
        return left() < Math.min(LITTLE, space.newBytes() / LITTLE_DIVISOR);
    }

    /** Bytes that may be handed out still. */
    private long left() {
        return budgetLeft() + overdraft - spentBytes();
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

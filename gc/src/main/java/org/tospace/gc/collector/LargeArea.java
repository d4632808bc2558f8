package org.tospace.gc.collector;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.LargeObjects;
import org.tospace.gc.scan.PageRecord;
import org.tospace.gc.scan.ScanList;
import org.tospace.runtime.memory.Memory;

/**
 * The area of large objects that stay where they are: hands out runs of pages, and takes back those whose objects no scan has marked. Addresses here are
 * offsets from the start of the area, which a window of either space shows. Its first half is for objects without slots, the second for those with slots.
 *
 * <p><b>Sweep.</b> A part of recycling, in steps that several threads may share: the objects that there were when it began are looked at, {@value #PART} in a step;
 * one that is not marked is no object from then on, and its run is cleared in steps, and free when all of it is. Objects that are allocated meanwhile are
 * marked. As with weak structures, objects are visited from the last to the first, and one that goes is replaced by the last.
 *
 * <p><b>Invariant (window-closed):</b> an object with slots is closed, its page records FREE, in the window that is not to-space's, from the moment that its reference
 * is given out: at the flip that window becomes to-space's, and the object is read in no other. A free run where one has lain is closed in both. So a run is closed in the other window when it is first used, an object is
 * opened in to-space's when it is allocated, and the sweep closes what was there at the flip in from-space's, dead or alive.
 *
 * <p><b>Memory.</b> A free run keeps the memory that it has, as using it again costs less. While the heap's areas hold more than the heap's size, the steps give
 * memory back instead.
 *
 * <p>Any thread; guarded by the monitor, under which nothing waits, and nothing takes longer than giving one step's memory back, or closing a run that is used for the first time.
 */
final class LargeArea {
    private static final int PART = 256;
    /** Less than what the recycler closes in a step: these bytes are cleared. */
    private static final long LEAST_STEP_BYTES = 256 << 10;
    /** Objects that stay are closed in larger steps, as there is nothing to clear: as many times a step. */
    private static final int CLOSED_STEPS = 4;
    private static final int FIRST_CAPACITY = 16;
    private static final long NONE = -1;

    private final HeapMemory memory;
    private final long control;
    private final long pageBytes;
    private final long stepBytes;
    private final long slottedOffset;
    private final FreeRuns free;
    private final FreeRuns freeSlotted;
    private final HeldPages held;
    private long[] objects = new long[FIRST_CAPACITY];
    private int count;
    private int slotted;
    /** Behind the highest object that there has been, in either half. */
    private long extent;
    private long slottedExtent;
    private volatile long usedBytes;
    private volatile long liveBytes;
    /** Sweep: whether it has begun, what is yet to be visited, the run that is handed out for clearing or closing and how much of it is, and runs not done with yet. */
    private boolean begun;
    private int cursor;
    private long marked;
    private long current = NONE;
    private long handedOut;
    private int unfinished;
    private volatile int piecesLeft;
    private volatile int piecesDone;
    private volatile boolean done = true;

    LargeArea(HeapMemory memory) {
        this.memory = memory;
        this.control = memory.control();
        this.pageBytes = memory.options().pageBytes();
        this.stepBytes = Math.max(LEAST_STEP_BYTES, pageBytes);
        this.slottedOffset = memory.first().slottedOffset();
        this.free = new FreeRuns(0, slottedOffset);
        this.freeSlotted = new FreeRuns(slottedOffset, slottedOffset);
        this.slottedExtent = slottedOffset;
        this.held = new HeldPages(pageBytes);
    }

    /** Bytes of runs that are not free. */
    long usedBytes() {
        return usedBytes;
    }

    /** Bytes of pages that have memory. */
    long heldBytes() {
        return held.bytes();
    }

    /** Bytes of objects that the last sweep found marked and that are older than its collection. */
    long liveBytes() {
        return liveBytes;
    }

    /** Behind the highest object without slots that there has been. */
    synchronized long extent() {
        return extent;
    }

    /** Behind the highest object with slots that there has been. */
    synchronized long slottedExtent() {
        return slottedExtent;
    }

    /** How many objects there are, those included that the next collection will not find. */
    synchronized int objects() {
        return count;
    }

    /** Whether there are mappings for one more object with slots. */
    synchronized boolean hasMapsForSlotted() {
        return slotted < memory.mostSlotted();
    }

    /**
     * A zeroed run of so many bytes, whole pages, for an object that is to start there. By a mutator.
     *
     * @param to to-space
     * @param withSlots whether the object has slots; then its pages are to be shown before they are used, and the other window is closed
     * @return {@link #NONE} when no free run is as long
     */
    synchronized long take(Space to, long bytes, boolean withSlots) {
        if (withSlots && !hasMapsForSlotted()) {
            return NONE;
        }
        long offset = (withSlots ? freeSlotted : free).take(bytes);
        if (offset != NONE) {
            long collection = Memory.getLong(control + ControlBlock.COLLECTION);
            long record = LargeObjects.record(control, offset);
            if (withSlots) {
                closeFirstUsed(memory.other(to), offset, offset + bytes);
                long object = to.largeBase() + offset;
                LargeObjects.describeNew(control, object, object, object + pageBytes);
                slotted++;
            } else {
                extent = Math.max(extent, offset + bytes);
            }
            Memory.putLong(record + LargeObjects.BIRTH, collection);
            // Release, like the mark: until the mutator gives it to somebody only a made-up reference leads here, but it finds what is right.
            Memory.putLongRelease(record + LargeObjects.RUN, bytes);
            Memory.putLongRelease(record + LargeObjects.MARK, LargeObjects.mark(collection, LargeObjects.REACHED));
            held.add(offset, bytes);
            if (count == objects.length) {
                objects = Arrays.copyOf(objects, 2 * count);
            }
            objects[count] = offset;
            count++;
            usedBytes += bytes;
        }
        return offset;
    }

    /** Closes what of a run was never used before: (window-closed). When that is refused, the run is free again. */
    private void closeFirstUsed(Space other, long start, long end) {
        long first = Math.max(start, slottedExtent);
        if (first < end) {
            boolean closed = false;
            try {
                memory.closeRange(other.largeBase() + first, end - first);
                closed = true;
            } finally {
                if (!closed) {
                    freeSlotted.add(start, end - start);
                }
            }
            slottedExtent = end;
        }
    }

    /**
     * Opens pages of a new object with slots; by the mutator that it was handed out to, which has passed no flip since.
     *
     * @param object its address
     * @param start the first of these pages
     * @param bytes how many
     */
    void show(long object, long start, long bytes) {
        LargeObjects.describeNew(control, object, start, start + bytes);
        memory.openRange(start, bytes);
    }

    /** Whether an object starts there. */
    boolean isObject(long offset) {
        return offset % pageBytes == 0 && Memory.getLongAcquire(LargeObjects.record(control, offset) + LargeObjects.MARK) != LargeObjects.NONE;
    }

    /**
     * Opens one space's window on every object, and closes the other's; at a flip under stress, so that stale references are caught. Those with slots are
     * opened when they are scanned.
     */
    synchronized void showIn(Space to, Space from) {
        if (memory.closesNewObjects()) {
            for (int i = 0; i < count; i++) {
                long length = Memory.getLong(LargeObjects.record(control, objects[i]) + LargeObjects.RUN);
                memory.closeRange(from.largeBase() + objects[i], length);
                if (objects[i] < slottedOffset) {
                    memory.openRange(to.largeBase() + objects[i], length);
                }
            }
        }
    }

    /** Shows where each object starts. */
    synchronized void forEach(LongConsumer use) {
        for (int i = 0; i < count; i++) {
            use.accept(objects[i]);
        }
    }

    /** A collection has begun: there is a sweep to come. */
    synchronized void expectSweep() {
        begun = false;
        piecesDone = 0;
        done = count == 0 && held.bytes() == 0;
    }

    /** Whether all that was unmarked is free. */
    boolean isDone() {
        return done;
    }

    /** Pieces that the sweep has found and are not cleared yet. */
    int piecesLeft() {
        return piecesLeft;
    }

    /** Pieces that the sweep has cleared. */
    int piecesDone() {
        return piecesDone;
    }

    /**
     * Does one step of the sweep; false when none is left to begin.
     *
     * @param excess by how much the heap's areas hold more memory than they should
     */
    boolean step(long excess) {
        long start;
        long bytes;
        long run;
        boolean dies;
        boolean gives;
        synchronized (this) {
            begin();
            if (current == NONE && !findNext()) {
                return unfinished == 0 && !conclude(excess);
            }
            if (current == NONE) {
                return true;
            }
            run = current;
            start = run + handedOut;
            dies = isDying(run);
            long length = Memory.getLong(LargeObjects.record(control, run) + LargeObjects.RUN);
            bytes = Math.min(pieceBytes(dies), length - handedOut);
            handedOut += bytes;
            if (handedOut == length) {
                current = NONE;
            }
            gives = dies && excess > 0;
            if (gives) {
                held.remove(start, bytes);
            }
        }
        if (run >= slottedOffset) {
            closeInFromSpace(start, bytes);
        }
        if (gives) {
            memory.release(memory.first().largeBase() + start, bytes);
        } else if (dies) {
            Memory.clear(memory.first().largeBase() + start + memory.delta(), bytes);
        }
        synchronized (this) {
            finishPiece(run);
        }
        return true;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            cursor = count;
            marked = 0;
            current = NONE;
            unfinished = 0;
            // Scanning has ended.
            ScanList.clear(control);
        }
    }

    private long pieceBytes(boolean dies) {
        return dies ? stepBytes : CLOSED_STEPS * stepBytes;
    }

    /** Whether a run that is handed out in pieces will be free. */
    private boolean isDying(long run) {
        return Memory.getLong(LargeObjects.record(control, run) + LargeObjects.MARK) == LargeObjects.NONE;
    }

    /** (window-closed) for the next collection. */
    private void closeInFromSpace(long start, long bytes) {
        Space from = memory.fromSpace();
        memory.closeRange(from.largeBase() + start, bytes);
        Memory.clear(PageRecord.of(control, from.largeBase() + start), bytes / pageBytes << PageRecord.SHIFT);
    }

    /** Looks at the next objects, up to one that there is something to do for; false when there were none left to look at. */
    private boolean findNext() {
        if (cursor == 0) {
            return false;
        }
        long collection = Memory.getLong(control + ControlBlock.COLLECTION);
        long least = LargeObjects.mark(collection, LargeObjects.REVIVED);
        for (int i = 0; i < PART && cursor > 0 && current == NONE; i++) {
            cursor--;
            long record = LargeObjects.record(control, objects[cursor]);
            if (Memory.getLongAcquire(record + LargeObjects.MARK) < least) {
                Memory.putLongRelease(record + LargeObjects.MARK, LargeObjects.NONE);
                handOut(record);
                count--;
                objects[cursor] = objects[count];
            } else if (Memory.getLong(record + LargeObjects.BIRTH) < collection) {
                marked += Memory.getLong(record + LargeObjects.RUN);
                if (objects[cursor] >= slottedOffset) {
                    handOut(record);
                }
            }
        }
        return true;
    }

    /** The run of the object at the cursor is handed out in pieces next. */
    private void handOut(long record) {
        current = objects[cursor];
        long piece = pieceBytes(isDying(current));
        int pieces = Math.toIntExact((Memory.getLong(record + LargeObjects.RUN) + piece - 1) / piece);
        Memory.putLong(record + LargeObjects.PENDING, pieces);
        piecesLeft += pieces;
        handedOut = 0;
        unfinished++;
    }

    private void finishPiece(long run) {
        long record = LargeObjects.record(control, run);
        long pending = Memory.getLong(record + LargeObjects.PENDING) - 1;
        Memory.putLong(record + LargeObjects.PENDING, pending);
        piecesLeft--;
        piecesDone++;
        if (pending == 0) {
            unfinished--;
            if (isDying(run)) {
                freeRun(run, Memory.getLong(record + LargeObjects.RUN));
            }
        }
    }

    private void freeRun(long run, long length) {
        if (run < slottedOffset) {
            for (int i = 0; i < 2; i++) {
                memory.closeFreed(i == 0 ? memory.first() : memory.other(memory.first()), run, length);
            }
            free.add(run, length);
        } else {
            freeSlotted.add(run, length);
            slotted--;
        }
        usedBytes -= length;
    }

    /** All is visited and free: whether there is no memory to give back either. */
    private boolean conclude(long excess) {
        if (excess > 0 && (giveBack(free, excess) || giveBack(freeSlotted, excess))) {
            return false;
        }
        liveBytes = marked;
        done = true;
        return true;
    }

    /** Gives memory of the highest free run that has any back to the system, a step's worth; false when none has. */
    private boolean giveBack(FreeRuns runs, long excess) {
        for (int i = runs.count() - 1; i >= 0; i--) {
            long offset = held.first(runs.start(i));
            long end = runs.start(i) + runs.length(i);
            if (offset >= 0 && offset < end) {
                long bytes = Math.min(Math.min(stepBytes, end - offset), (excess + pageBytes - 1) & -pageBytes);
                memory.release(memory.first().largeBase() + offset, bytes);
                held.remove(offset, bytes);
                return true;
            }
        }
        return false;
    }

    /** What is wrong with the books, or null; mutators are stopped, no collection is under way. */
    synchronized String mistake() {
        long sum = free.sum() + freeSlotted.sum();
        for (int i = 0; i < count; i++) {
            sum += Memory.getLong(LargeObjects.record(control, objects[i]) + LargeObjects.RUN);
        }
        long all = memory.first().largeBytes();
        return sum == all ? null : "runs of large objects and free ones have " + sum + " bytes together, of an area of " + all;
    }
}

package org.tospace.gc.collector;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongConsumer;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.LargeObjects;
import org.tospace.runtime.memory.Memory;

/**
 * The area of large objects that stay where they are: hands out runs of pages, and takes back those whose objects no scan has marked. Addresses here are
 * offsets from the start of the area, which a window of either space shows.
 *
 * <p><b>Sweep.</b> A part of recycling, in steps that several threads may share: the objects that there were when it began are looked at, {@value #PART} in a step;
 * one that is not marked is no object from then on, and its run is cleared in steps, and free when all of it is. Objects that are allocated meanwhile are
 * marked. As with weak structures, objects are visited from the last to the first, and one that goes is replaced by the last.
 *
 * <p><b>Memory.</b> A free run keeps the memory that it has, as using it again costs less. While the heap's areas hold more than the heap's size, the steps give
 * memory back instead.
 *
 * <p>Any thread; guarded by the monitor, under which nothing waits, and nothing takes longer than giving one step's memory back.
 */
final class LargeArea {
    private static final int PART = 256;
    /** Less than what the recycler closes in a step: these bytes are cleared. */
    private static final long LEAST_STEP_BYTES = 256 << 10;
    private static final int FIRST_CAPACITY = 16;
    private static final long NONE = -1;

    private final HeapMemory memory;
    private final long control;
    private final long pageBytes;
    private final long stepBytes;
    private final FreeRuns free;
    /** Pages that have memory. */
    private final BitSet held = new BitSet();
    private long[] objects = new long[FIRST_CAPACITY];
    private int count;
    /** Behind the highest object that there has been. */
    private long extent;
    private volatile long usedBytes;
    private volatile long heldBytes;
    private volatile long liveBytes;
    /** Sweep: whether it has begun, what is yet to be visited, the run that is handed out for clearing and how much of it is, and runs not free yet. */
    private boolean begun;
    private int cursor;
    private long marked;
    private long dying = NONE;
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
        this.free = new FreeRuns(memory.first().largeBytes());
    }

    /** Bytes of runs that are not free. */
    long usedBytes() {
        return usedBytes;
    }

    /** Bytes of pages that have memory. */
    long heldBytes() {
        return heldBytes;
    }

    /** Bytes of objects that the last sweep found marked and that are older than its collection. */
    long liveBytes() {
        return liveBytes;
    }

    /** Behind the highest object that there has been. */
    synchronized long extent() {
        return extent;
    }

    /** How many objects there are, those included that the next collection will not find. */
    synchronized int objects() {
        return count;
    }

    /** A zeroed run of so many bytes, whole pages, for an object that is to start there; {@link #NONE} when no free run is as long. By a mutator. */
    synchronized long take(long bytes) {
        long offset = free.take(bytes);
        if (offset != NONE) {
            long collection = Memory.getLong(control + ControlBlock.COLLECTION);
            long record = LargeObjects.record(control, offset);
            Memory.putLong(record + LargeObjects.RUN, bytes);
            Memory.putLong(record + LargeObjects.BIRTH, collection);
            // Plain: until the mutator gives it to somebody, by a store of its reference or at a flip, nobody can ask for it.
            Memory.putLong(record + LargeObjects.MARK, LargeObjects.mark(collection, LargeObjects.REACHED));
            hold(offset, bytes);
            if (count == objects.length) {
                objects = Arrays.copyOf(objects, 2 * count);
            }
            objects[count] = offset;
            count++;
            extent = Math.max(extent, offset + bytes);
            usedBytes += bytes;
        }
        return offset;
    }

    private void hold(long offset, long bytes) {
        int end = page(offset + bytes);
        for (int page = held.nextClearBit(page(offset)); page < end; page = held.nextClearBit(page)) {
            int next = held.nextSetBit(page);
            int until = next < 0 ? end : Math.min(next, end);
            held.set(page, until);
            heldBytes += (until - page) * pageBytes;
        }
    }

    private int page(long offset) {
        return Math.toIntExact(offset / pageBytes);
    }

    /** Whether an object starts there. */
    boolean isObject(long offset) {
        return offset % pageBytes == 0 && Memory.getLongAcquire(LargeObjects.record(control, offset) + LargeObjects.MARK) != LargeObjects.NONE;
    }

    /** Opens one space's window on every object, and closes the other's; at a flip under stress, so that stale references are caught. */
    synchronized void showIn(Space to, Space from) {
        if (memory.closesNewObjects()) {
            for (int i = 0; i < count; i++) {
                long length = Memory.getLong(LargeObjects.record(control, objects[i]) + LargeObjects.RUN);
                memory.closeRange(from.largeBase() + objects[i], length);
                memory.openRange(to.largeBase() + objects[i], length);
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
        done = count == 0 && heldBytes == 0;
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
        boolean gives;
        synchronized (this) {
            begin();
            if (dying == NONE && !findUnmarked()) {
                return unfinished == 0 && !conclude(excess);
            }
            if (dying == NONE) {
                return true;
            }
            run = dying;
            start = dying + handedOut;
            long length = Memory.getLong(LargeObjects.record(control, run) + LargeObjects.RUN);
            bytes = Math.min(stepBytes, length - handedOut);
            handedOut += bytes;
            if (handedOut == length) {
                dying = NONE;
            }
            gives = excess > 0;
            if (gives) {
                forget(start, bytes);
            }
        }
        if (gives) {
            memory.release(memory.first().largeBase() + start, bytes);
        } else {
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
            dying = NONE;
            unfinished = 0;
        }
    }

    /** Looks at the next objects, up to one that is not marked; false when there were none left to look at. */
    private boolean findUnmarked() {
        if (cursor == 0) {
            return false;
        }
        long collection = Memory.getLong(control + ControlBlock.COLLECTION);
        long least = LargeObjects.mark(collection, LargeObjects.REVIVED);
        for (int i = 0; i < PART && cursor > 0 && dying == NONE; i++) {
            cursor--;
            long record = LargeObjects.record(control, objects[cursor]);
            if (Memory.getLongAcquire(record + LargeObjects.MARK) < least) {
                takeApart(record);
            } else if (Memory.getLong(record + LargeObjects.BIRTH) < collection) {
                marked += Memory.getLong(record + LargeObjects.RUN);
            }
        }
        return true;
    }

    private void takeApart(long record) {
        long length = Memory.getLong(record + LargeObjects.RUN);
        Memory.putLongRelease(record + LargeObjects.MARK, LargeObjects.NONE);
        int pieces = Math.toIntExact((length + stepBytes - 1) / stepBytes);
        Memory.putLong(record + LargeObjects.PENDING, pieces);
        piecesLeft += pieces;
        dying = objects[cursor];
        handedOut = 0;
        unfinished++;
        count--;
        objects[cursor] = objects[count];
    }

    private void finishPiece(long run) {
        long record = LargeObjects.record(control, run);
        long pending = Memory.getLong(record + LargeObjects.PENDING) - 1;
        Memory.putLong(record + LargeObjects.PENDING, pending);
        piecesLeft--;
        piecesDone++;
        if (pending == 0) {
            long length = Memory.getLong(record + LargeObjects.RUN);
            for (int i = 0; i < 2; i++) {
                memory.closeFreed(i == 0 ? memory.first() : memory.other(memory.first()), run, length);
            }
            free.add(run, length);
            usedBytes -= length;
            unfinished--;
        }
    }

    /** All is visited and free: whether there is no memory to give back either. */
    private boolean conclude(long excess) {
        if (excess > 0 && giveBack(excess)) {
            return false;
        }
        liveBytes = marked;
        done = true;
        return true;
    }

    /** Gives memory of the highest free run that has any back to the system, a step's worth; false when none has. */
    private boolean giveBack(long excess) {
        for (int i = free.count() - 1; i >= 0; i--) {
            int page = held.nextSetBit(page(free.start(i)));
            long offset = page * pageBytes;
            long end = free.start(i) + free.length(i);
            if (page >= 0 && offset < end) {
                long bytes = Math.min(Math.min(stepBytes, end - offset), (excess + pageBytes - 1) & -pageBytes);
                memory.release(memory.first().largeBase() + offset, bytes);
                forget(offset, bytes);
                return true;
            }
        }
        return false;
    }

    private void forget(long offset, long bytes) {
        int end = page(offset + bytes);
        for (int page = held.nextSetBit(page(offset)); page >= 0 && page < end; page = held.nextSetBit(page)) {
            int until = Math.min(held.nextClearBit(page), end);
            held.clear(page, until);
            heldBytes -= (until - page) * pageBytes;
        }
    }

    /** What is wrong with the books, or null; mutators are stopped, no collection is under way. */
    synchronized String mistake() {
        long sum = 0;
        for (int i = 0; i < free.count(); i++) {
            sum += free.length(i);
        }
        for (int i = 0; i < count; i++) {
            sum += Memory.getLong(LargeObjects.record(control, objects[i]) + LargeObjects.RUN);
        }
        long all = memory.first().largeBytes();
        return sum == all ? null : "runs of large objects and free ones have " + sum + " bytes together, of an area of " + all;
    }
}

package org.tospace.gc.collector;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.tospace.gc.scan.PageRecord;
import org.tospace.runtime.memory.Memory;

/**
 * Makes the old from-space ready to be to-space: its copy area protected, its page records FREE. Only what was used is
 * touched, in steps that several threads may share, after a collection and off every pause. Who is handed a page clears it; under
 * stress it is cleared here as well, so that what a stale or made-up reference leads to is no object any more. Then large
 * objects that died are swept ({@link LargeArea}).
 *
 * <p>Spaces are recycled, not unmapped: first touch costs far more than clearing. When both spaces together hold more memory than the heap
 * is allowed (live data and new objects took turns in being large), what the last round did not use goes back to the system. Nobody needs that for the next
 * collection, so where a background thread sees to it, it counts as no work, and who is short of room ends it; the rest goes back another time.
 */
final class Recycler {
    private static final long LEAST_STEP_BYTES = 1 << 20;
    /** As a part of the heap's size, as much may be given back another time. */
    private static final long POSTPONED_DIVISOR = 8;
    /** What clearing a piece of a large object costs, in steps. */
    private static final double PIECE = 0.25;

    private final HeapMemory memory;
    private final LargeArea large;
    private final boolean clears;
    private final boolean hasBackground;
    private final long stepBytes;
    /** Memory that each of the four areas has touched, as far as is known. Changed at a flip, and by who gives memory back. */
    private final long[] touched = new long[4];
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    /** Memory is given back by one thread at a time: the kernel has a lock for it, and has who waits there sleep for 4 ms and more. */
    private final ReentrantLock giving = new ReentrantLock();
    private long copyStart;
    private long copyEnd;
    private long newStart;
    private long newEnd;
    private int copySteps;
    private int newSteps;
    private int unusedCopySteps;
    private int unusedNewSteps;
    /** The first of those that give memory back. */
    private int firstGiving;
    /** Where what is given back ends; from there it is given back downwards. */
    private long unusedCopyEnd;
    private long unusedNewEnd;
    private volatile boolean hurried;
    private int steps;
    private int firstArea;

    Recycler(HeapMemory memory, LargeArea large) {
        this.memory = memory;
        this.large = large;
        this.clears = memory.options().stress() != 0;
        this.hasBackground = memory.options().background();
        this.stepBytes = Math.max(LEAST_STEP_BYTES, memory.options().pageBytes());
    }

    /** Notes what a space has used; while mutators are stopped, when it becomes from-space. */
    void take(Space from, long copyTop, long newTop) {
        copyStart = from.copyBase();
        copyEnd = Math.min(copyTop, from.newBase());
        newStart = from.newBase();
        newEnd = newTop;
        firstArea = from == memory.first() ? 0 : 2;
    }

    /** How much of it there is to do. */
    long bytes() {
        return copyEnd - copyStart + (clears ? newEnd - newStart : 0);
    }

    /** Divides what was noted into steps; when mutators run again, before the first step. */
    void prepare() {
        touched[firstArea] = Math.max(touched[firstArea], copyEnd - copyStart);
        touched[firstArea + 1] = Math.max(touched[firstArea + 1], newEnd - newStart);
        unusedCopyEnd = copyStart + touched[firstArea];
        unusedNewEnd = newStart + touched[firstArea + 1];
        boolean gives = excess() > 0;
        copySteps = stepsIn(copyEnd - copyStart);
        newSteps = clears ? stepsIn(newEnd - newStart) : 0;
        unusedCopySteps = gives ? stepsIn(unusedCopyEnd - copyEnd) : 0;
        unusedNewSteps = gives ? stepsIn(unusedNewEnd - newEnd) : 0;
        firstGiving = copySteps + newSteps;
        steps = firstGiving + unusedCopySteps + unusedNewSteps;
        hurried = false;
        next.set(0);
        done.set(0);
        large.expectSweep();
    }

    private int stepsIn(long bytes) {
        return Math.toIntExact((bytes + stepBytes - 1) / stepBytes);
    }

    /** Keeps mutators out of everything the space has used; under stress, at the flip. */
    void closeUsed() {
        memory.closeRange(copyStart, copyEnd - copyStart);
        memory.closeRange(newStart, newEnd - newStart);
    }

    /** Does one step; false when none is left for the caller to begin. */
    boolean step() {
        for (int step = next.get(); step < steps; step = next.get()) {
            if (step < firstGiving) {
                if (next.compareAndSet(step, step + 1)) {
                    clean(step);
                    done.incrementAndGet();
                    return true;
                }
            } else if (hurried) {
                skipGiving(step);
            } else if (!giving.tryLock()) {
                return false;
            } else {
                try {
                    if (next.compareAndSet(step, step + 1)) {
                        giveBack(step - firstGiving);
                        done.incrementAndGet();
                        return true;
                    }
                } finally {
                    giving.unlock();
                }
            }
        }
        return large.step(hurried ? 0 : excess());
    }

    /**
     * Has no more memory given back in this collection: somebody needs its end. Not if there is much of it, or the areas would grow as long as everybody is in
     * a hurry.
     */
    void hurry() {
        if (hasBackground && next.get() >= firstGiving && excess() <= memory.options().heapBytes() / POSTPONED_DIVISOR) {
            hurried = true;
        }
    }

    private void skipGiving(int step) {
        if (next.compareAndSet(step, steps)) {
            done.addAndGet(steps - step);
        }
    }

    private void clean(int step) {
        if (step < copySteps) {
            clean(copyStart, copyEnd, step, true);
        } else {
            clean(newStart, newEnd, step - copySteps, false);
        }
    }

    private void giveBack(int step) {
        if (step < unusedCopySteps) {
            giveBack(firstArea, copyStart, copyEnd, unusedCopyEnd, step);
        } else {
            giveBack(firstArea + 1, newStart, newEnd, unusedNewEnd, step - unusedCopySteps);
        }
    }

    /** From the end on, so that what is left is still one stretch when somebody is in a hurry. */
    private void giveBack(int area, long base, long from, long to, int step) {
        long end = to - step * stepBytes;
        long start = Math.max(from, end - stepBytes);
        memory.release(start, end - start);
        touched[area] = start - base;
    }

    private void clean(long from, long to, int step, boolean copies) {
        long start = from + step * stepBytes;
        long bytes = Math.min(stepBytes, to - start);
        if (copies) {
            memory.closeRange(start, bytes);
            long record = PageRecord.of(memory.control(), start);
            Memory.clear(record, (bytes / memory.options().pageBytes()) << PageRecord.SHIFT);
        }
        if (clears) {
            Memory.clear(start + memory.delta(), bytes);
        }
    }

    /** Whether all steps are done. */
    boolean isDone() {
        return done.get() >= steps && large.isDone();
    }

    /** How much is done, from 0 to 1, of what is known to be there. */
    double progress() {
        int counted = hasBackground ? firstGiving : steps;
        double recycled = Math.min(done.get(), counted) + large.piecesDone() * PIECE;
        double all = counted + (large.piecesDone() + large.piecesLeft()) * PIECE;
        return all == 0 ? 1 : recycled / all;
    }

    /** By how much the areas hold more than the heap's size, as far as is known. */
    private long excess() {
        return touched[0] + touched[1] + touched[2] + touched[3] + large.heldBytes() - memory.options().heapBytes();
    }
}

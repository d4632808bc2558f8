package org.tospace.gc.collector;

import java.util.concurrent.atomic.AtomicInteger;
import org.tospace.gc.scan.PageRecord;
import org.tospace.runtime.memory.Memory;

/**
 * Makes the old from-space ready to be to-space: its copy area protected, its page records FREE. Only what was used is
 * touched, in steps that several threads may share, after a collection and off every pause. Who is handed a page clears it; under
 * stress it is cleared here as well, so that what a stale or made-up reference leads to is no object any more. Then large
 * objects that died are swept ({@link LargeArea}).
 *
 * <p>Spaces are recycled, not unmapped: first touch costs far more than clearing. When both spaces together hold more memory than the heap
 * is allowed (live data and new objects took turns in being large), what the last round did not use goes back to the system.
 */
final class Recycler {
    private static final long LEAST_STEP_BYTES = 1 << 20;
    /** What clearing a piece of a large object costs, in steps. */
    private static final double PIECE = 0.25;

    private final HeapMemory memory;
    private final LargeArea large;
    private final boolean clears;
    private final long stepBytes;
    /** Memory that each of the four areas has touched, as far as is known. */
    private final long[] touched = new long[4];
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private long copyStart;
    private long copyEnd;
    private long newStart;
    private long newEnd;
    private int copySteps;
    private int newSteps;
    private int unusedCopySteps;
    private int unusedNewSteps;
    private int steps;
    private int firstArea;

    Recycler(HeapMemory memory, LargeArea large) {
        this.memory = memory;
        this.large = large;
        this.clears = memory.options().stress() != 0;
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
        boolean gives = excess() > 0;
        copySteps = stepsIn(copyEnd - copyStart);
        newSteps = clears ? stepsIn(newEnd - newStart) : 0;
        unusedCopySteps = gives ? stepsIn(copyStart + touched[firstArea] - copyEnd) : 0;
        unusedNewSteps = gives ? stepsIn(newStart + touched[firstArea + 1] - newEnd) : 0;
        steps = copySteps + newSteps + unusedCopySteps + unusedNewSteps;
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

    /** Does one step; false when none is left to begin. */
    boolean step() {
        int step = next.getAndIncrement();
        if (step >= steps) {
            next.decrementAndGet();
            return large.step(excess());
        }
        perform(step);
        done.incrementAndGet();
        return true;
    }

    private void perform(int number) {
        int step = number;
        if (step < copySteps) {
            clean(copyStart, copyEnd, step, true);
            return;
        }
        step -= copySteps;
        if (step < newSteps) {
            clean(newStart, newEnd, step, false);
            return;
        }
        step -= newSteps;
        if (step < unusedCopySteps) {
            giveBack(copyEnd, copyStart + touched[firstArea], step);
        } else {
            giveBack(newEnd, newStart + touched[firstArea + 1], step - unusedCopySteps);
        }
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

    private void giveBack(long from, long to, int step) {
        long start = from + step * stepBytes;
        memory.release(start, Math.min(stepBytes, to - start));
    }

    /** Whether all steps are done. */
    boolean isDone() {
        return done.get() >= steps && large.isDone();
    }

    /** How much is done, from 0 to 1, of what is known to be there. */
    double progress() {
        double recycled = done.get() + large.piecesDone() * PIECE;
        double all = steps + (large.piecesDone() + large.piecesLeft()) * PIECE;
        return all == 0 ? 1 : recycled / all;
    }

    /** By one thread, after the last step: what was given back is not there any more. */
    void finish() {
        if (unusedCopySteps + unusedNewSteps > 0) {
            touched[firstArea] = copyEnd - copyStart;
            touched[firstArea + 1] = newEnd - newStart;
        }
    }

    /** By how much the areas hold more than the heap's size, as far as is known. */
    private long excess() {
        return touched[0] + touched[1] + touched[2] + touched[3] + large.heldBytes() - memory.options().heapBytes();
    }
}

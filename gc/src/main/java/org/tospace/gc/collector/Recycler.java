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

    /** Divides what was noted into steps; when mutators run again, before the first step. */
    void prepare() {
        copySteps = stepsIn(copyEnd - copyStart);
        steps = copySteps + (clears ? stepsIn(newEnd - newStart) : 0);
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
        boolean copies = step < copySteps;
        long end = copies ? copyEnd : newEnd;
        long start = copies ? copyStart + step * stepBytes : newStart + (step - copySteps) * stepBytes;
        long bytes = Math.min(stepBytes, end - start);
        if (copies) {
            memory.closeRange(start, bytes);
            long record = PageRecord.of(memory.control(), start);
            Memory.clear(record, (bytes / memory.options().pageBytes()) << PageRecord.SHIFT);
        }
        if (clears) {
            Memory.clear(start + memory.delta(), bytes);
        }
        done.incrementAndGet();
        return true;
    }

    /** Whether all steps are done. */
    boolean isDone() {
        return done.get() >= steps && large.isDone();
    }

    /** How much is done, from 0 to 1. */
    double progress() {
        return Math.min(steps == 0 ? 1 : (double) done.get() / steps, large.progress());
    }

    /** Gives memory back when the areas hold more than the heap's size; by one thread, after the last step. */
    void trim() {
        touched[firstArea] = Math.max(touched[firstArea], copyEnd - copyStart);
        touched[firstArea + 1] = Math.max(touched[firstArea + 1], newEnd - newStart);
        if (excess() > 0) {
            trim(firstArea, copyStart, copyEnd);
            trim(firstArea + 1, newStart, newEnd);
        }
    }

    /** By how much the areas hold more than the heap's size, as far as is known. */
    private long excess() {
        return touched[0] + touched[1] + touched[2] + touched[3] + large.heldBytes() - memory.options().heapBytes();
    }

    private void trim(int area, long start, long end) {
        long unused = start + touched[area] - end;
        if (unused > 0) {
            memory.release(end, unused);
            touched[area] = end - start;
        }
    }
}

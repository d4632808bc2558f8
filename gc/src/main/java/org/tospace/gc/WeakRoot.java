package org.tospace.gc;

import org.tospace.gc.weak.CellEntries;
import org.tospace.runtime.memory.Memory;

/**
 * A weak reference that belongs to Java code: it does not keep its object alive, and gives 0 once a collection has found the object dead. For weak
 * references that are objects of the heap see {@link WeakCells}.
 *
 * <p>A value that is no reference stays. Objects that only a finalization queue brings back count as dead: see {@link FinalizationQueue}.
 *
 * <p>Any mutator of the heap may use it; who shares one between mutators synchronizes as for any Java field. What {@link #get} returns is
 * a value like one from a slot: dead after the next safepoint, unless a root holds it.
 *
 * <p>Example:
 * {@snippet :
 * WeakRoot cached = heap.newWeakRoot(value);
 * long ref = cached.get(mutator);
 * if (ref == 0) {
 *     ref = rebuild(mutator);
 *     cached.set(mutator, ref);
 * }
 * }
 */
public final class WeakRoot implements AutoCloseable {
    private final Heap heap;
    private final CellEntries entries;
    private final long entry;
    private final long word;
    private boolean open = true;

    WeakRoot(Heap heap, CellEntries entries, long value) {
        this.heap = heap;
        this.entries = entries;
        if (heap.checks() != null) {
            heap.checks().checkValue(value);
        }
        this.entry = entries.acquire();
        this.word = entries.word(entry);
        Memory.putLong(word, value);
    }

    /** The value, or 0 if it was a reference to an object that has died. No safepoint. */
    public long get(Mutator mutator) {
        if (mutator.guarded || !open || mutator.heap() != heap) {
            check(mutator);
            return entries.key(mutator.reviver(), entry);
        }
        return Memory.getLong(word);
    }

    /** Changes the value. No safepoint. */
    public void set(Mutator mutator, long value) {
        check(mutator);
        if (heap.checks() != null) {
            heap.checks().checkValue(value);
        }
        entries.set(entry, value, 0);
    }

    private void check(Mutator mutator) {
        if (!open) {
            throw new IllegalStateException("the weak root is closed");
        }
        mutator.checkOf(heap);
    }

    /** Gives the root up. */
    @Override
    public void close() {
        if (open) {
            open = false;
            entries.release(entry);
        }
    }
}

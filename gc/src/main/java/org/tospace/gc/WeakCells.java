package org.tospace.gc;

import org.tospace.gc.scan.ObjectHeader;
import org.tospace.gc.weak.CellEntries;
import org.tospace.runtime.memory.Memory;

/**
 * Weak references and ephemerons that are objects of the heap, so that a language can have them as values: a cell is reclaimed like
 * any object.
 *
 * <p>A cell is an object of any layout with at least 8 raw bytes, the first 8 of which belong to this class. It has a weak <em>key</em> and a
 * <em>value</em>. The key does not live for being in the cell; once a collection finds it dead, both are 0. The value lives as long as both the
 * cell and the key do: a cell with a value is an ephemeron (Hayes 1997), of which weak maps can be made. Keys and values
 * are values by the heap's encoding; those that are no references stay.
 *
 * <p>Any mutator; who shares a cell between mutators synchronizes as for any object. Only {@link #allocate} is a safepoint.
 *
 * <p>Each cell takes 24 bytes of native memory besides its object. They are used again when a collection has found the cell dead.
 *
 * <p>Example:
 * {@snippet :
 * static final ObjectLayout WEAK = ObjectLayout.of(7, 0, 8);
 *
 * long cell = heap.weakCells().allocate(mutator, WEAK);
 * heap.weakCells().set(mutator, cell, mutator.roots().peek());
 * long ref = heap.weakCells().get(mutator, cell);
 * }
 */
public final class WeakCells {
    private final Heap heap;
    private final CellEntries entries;

    WeakCells(Heap heap, CellEntries entries) {
        this.heap = heap;
        this.entries = entries;
    }

    CellEntries entries() {
        return entries;
    }

    /**
     * A new cell, its key and value 0. A safepoint.
     *
     * @param layout the object's, with at least 8 raw bytes
     * @return its reference
     * @throws HeapExhaustedException when there is no room even after a full collection
     */
    public long allocate(Mutator mutator, ObjectLayout layout) {
        if (layout.rawBytes() < Long.BYTES) {
            throw new IllegalArgumentException("a weak cell has at least 8 raw bytes: " + layout);
        }
        mutator.checkOf(heap);
        long cell = mutator.allocate(layout);
        long entry = entries.acquireFor(heap.options().encoding().value(cell));
        mutator.putLong(cell, layout.rawOffset(), entry + 1);
        return cell;
    }

    /** A cell's key, or 0 if it has none or that has died. */
    public long get(Mutator mutator, long cell) {
        long entry = entry(mutator, cell);
        return mutator.guarded ? entries.key(mutator.reviver(), entry) : Memory.getLong(entries.word(entry));
    }

    /** A cell's value, or 0 if it has none or its key has died. */
    public long value(Mutator mutator, long cell) {
        return entries.value(mutator.reviver(), entry(mutator, cell));
    }

    /** Changes a cell's key, and makes its value 0. */
    public void set(Mutator mutator, long cell, long key) {
        set(mutator, cell, key, 0);
    }

    /** Changes a cell's key and value. */
    public void set(Mutator mutator, long cell, long key, long value) {
        long entry = entry(mutator, cell);
        if (heap.checks() != null) {
            heap.checks().checkValue(key);
            heap.checks().checkValue(value);
        }
        entries.set(entry, key, value);
    }

    private long entry(Mutator mutator, long cell) {
        if (mutator.guarded || mutator.heap() != heap) {
            mutator.checkOf(heap);
        }
        long entry = mutator.getLong(cell, ObjectHeader.WORD_BYTES + mutator.slotCount(cell) * ObjectHeader.WORD_BYTES) - 1;
        if (!entries.isEntry(entry)) {
            throw new IllegalArgumentException("object 0x" + Long.toHexString(cell) + " is no weak cell");
        }
        return entry;
    }
}

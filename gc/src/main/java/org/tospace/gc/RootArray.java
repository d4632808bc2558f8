package org.tospace.gc;

import org.tospace.gc.collector.SharedRoots;

/**
 * A table of roots that belongs to the heap: global variables by number, a constant pool, interned strings. Every slot below {@link #size} is
 * a root, whatever its value. Native memory; however large it is, a flip does not take longer for it.
 *
 * <p>Read and written by threads that are attached and not blocked. Accesses are plain, as to a Java array: who shares one between mutators
 * synchronizes; slots are never torn. {@link #resize} and {@link #close} by one thread at a time, with no access at the same time.
 *
 * <p>Example:
 * {@snippet :
 * RootArray globals = heap.newRootArray(1 << 16);
 * globals.resize(globals.size() + 1);             // a new variable, 0 at first
 * globals.set(globals.size() - 1, value);
 * }
 */
public final class RootArray implements AutoCloseable {
    static final int MAXIMUM_SLOTS = 1 << 30;

    private final Heap heap;
    private final SharedRoots slots;
    private final ReferenceChecks checks;

    RootArray(Heap heap, SharedRoots slots) {
        this.heap = heap;
        this.slots = slots;
        this.checks = heap.checks();
    }

    /** How many slots it has; 0 once closed. */
    public int size() {
        return slots.size();
    }

    /** How many slots it can have. */
    public int capacity() {
        return slots.capacity();
    }

    /**
     * What a slot holds.
     *
     * @throws IndexOutOfBoundsException when there is no such slot
     */
    public long get(int index) {
        checkIndex(index);
        return index < slots.floor() ? heap.readPending(slots, index) : slots.get(index);
    }

    /**
     * Changes a slot.
     *
     * @throws IndexOutOfBoundsException when there is no such slot
     */
    public void set(int index, long value) {
        checkIndex(index);
        if (checks != null) {
            checks.checkValue(value);
        }
        slots.set(index, value);
    }

    /**
     * Changes how many slots there are; new ones hold 0.
     *
     * @throws IllegalArgumentException when that is less than 0 or more than {@link #capacity}
     */
    public void resize(int size) {
        checkOpen();
        if (size < 0 || size > slots.capacity()) {
            throw new IllegalArgumentException("size must be 0 to " + slots.capacity() + ": " + size);
        }
        for (int i = slots.size(); i < size; i++) {
            slots.set(i, 0);
        }
        slots.setSize(size);
    }

    private void checkIndex(int index) {
        int size = slots.size();
        if (Integer.compareUnsigned(index, size) >= 0) {
            checkOpen();
            throw new IndexOutOfBoundsException("no slot " + index + " in a root array of " + size);
        }
    }

    private void checkOpen() {
        if (slots.isClosed()) {
            throw new IllegalStateException("the root array or its heap is closed");
        }
    }

    /** Gives the table up: what it named lives on only if something else names it. */
    @Override
    public void close() {
        heap.roots().close(slots);
    }
}

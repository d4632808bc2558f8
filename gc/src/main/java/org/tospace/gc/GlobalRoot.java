package org.tospace.gc;

import org.tospace.gc.collector.SharedRoots;

/**
 * A root that belongs to the heap and not to a mutator: a table of globals, a constant. Lives until closed. For many, see {@link RootArray}.
 *
 * <p>Read and written by threads that are attached and not blocked; who shares one between mutators synchronizes as for any Java field.
 *
 * <p>Example: {@code GlobalRoot symbols = heap.newGlobalRoot(NIL);}
 */
public final class GlobalRoot implements AutoCloseable {
    private static final int CLOSED = -1;

    private final Heap heap;
    private final SharedRoots slots;
    private int index;

    GlobalRoot(Heap heap, long value) {
        this.heap = heap;
        this.slots = heap.roots().globals().slots();
        if (heap.checks() != null) {
            heap.checks().checkValue(value);
        }
        this.index = heap.roots().globals().acquire();
        slots.set(index, value);
    }

    /** The value. */
    public long get() {
        // A floor is never negative, so the index of a closed root, as the floor of a closed heap, leads to the slow path.
        return index < slots.floor() ? getSlowly() : slots.get(index);
    }

    private long getSlowly() {
        checkOpen();
        return heap.readPending(slots, index);
    }

    /** Changes the value. */
    public void set(long value) {
        if (heap.checks() != null) {
            heap.checks().checkValue(value);
        }
        checkOpen();
        slots.set(index, value);
    }

    private void checkOpen() {
        if (index == CLOSED || slots.isClosed()) {
            throw new IllegalStateException(index == CLOSED ? "the global root is closed" : "the global root's heap is closed");
        }
    }

    /** Gives the root up: what it named lives on only if something else names it. */
    @Override
    public void close() {
        if (index != CLOSED) {
            heap.roots().globals().release(index);
            index = CLOSED;
        }
    }
}

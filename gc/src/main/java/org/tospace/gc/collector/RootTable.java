package org.tospace.gc.collector;

import java.util.ArrayDeque;
import java.util.Deque;

/** The slots of global roots: taken and given back by any thread; read and written by mutators. */
public final class RootTable {
    private static final int CAPACITY = 1 << 24;

    private final SharedRoots slots = new SharedRoots("global root", new RootArea(CAPACITY));
    private final Deque<Integer> free = new ArrayDeque<>();

    RootTable() {
    }

    /** The slots. */
    public SharedRoots slots() {
        return slots;
    }

    /**
     * A slot that nobody has, holding 0.
     *
     * @return its index
     * @throws IllegalStateException when all are in use
     */
    public synchronized int acquire() {
        Integer again = free.poll();
        if (again != null) {
            return again;
        }
        int index = slots.size();
        if (index == CAPACITY) {
            throw new IllegalStateException("all " + CAPACITY + " global roots are in use");
        }
        slots.setSize(index + 1);
        return index;
    }

    /** Gives a slot back. */
    public synchronized void release(int index) {
        if (!slots.isClosed()) {
            slots.set(index, 0);
            free.add(index);
        }
    }

    synchronized void close() {
        slots.close();
    }
}

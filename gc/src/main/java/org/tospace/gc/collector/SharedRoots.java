package org.tospace.gc.collector;

import java.lang.invoke.VarHandle;
import org.tospace.runtime.memory.Memory;

/**
 * Root slots that belong to a heap and that all mutators use: its global roots, a table of an embedder's. Plain stores, each behind a fence; loads of slots below
 * {@link #floor} must be preceded by {@link Roots#require}.
 *
 * <p>The floor changes while mutators are stopped (up, at a flip) and when scanning has ended (down to 0, by one thread: release, pairs with
 * the acquire of whoever reads it, so who finds 0 finds forwarded slots).
 */
public final class SharedRoots {
    /** The floor of slots that are gone. */
    private static final int CLOSED = Integer.MAX_VALUE;
    private final String name;
    private final RootArea area;
    private final long base;
    private volatile int size;
    private volatile int floor;

    SharedRoots(String name, RootArea area) {
        this.name = name;
        this.area = area;
        this.base = area.address();
    }

    String name() {
        return name;
    }

    /** Where they are. */
    public RootArea area() {
        return area;
    }

    /** How many slots are in use. */
    public int size() {
        return size;
    }

    /** How many there can be. */
    public int capacity() {
        return area.capacity();
    }

    /** Changes how many slots are in use; the caller sees to it that new ones hold what they should. */
    public void setSize(int slots) {
        size = slots;
    }

    /** Slots below this are not to be read before they have been asked for; more than any index when the slots are gone. */
    public int floor() {
        return floor;
    }

    /** Whether the slots are gone, with their heap or on their own. */
    public boolean isClosed() {
        return floor == CLOSED;
    }

    /** What a slot holds that is not pending. */
    public long get(int index) {
        return Memory.getLong(base + ((long) index << 3));
    }

    /** Changes a slot, pending or not. */
    public void set(int index, long value) {
        // (published-whole): who loads the reference finds its object. On x86-64 it is no instruction.
        VarHandle.releaseFence();
        Memory.putLong(base + ((long) index << 3), value);
    }

    /**
     * At a flip: all slots are left pending if there are more than {@code most}, otherwise none.
     *
     * @return how many are pending, which is the floor from here on
     */
    synchronized int beginCollection(int most) {
        if (floor == CLOSED) {
            return 0;
        }
        int pending = size > most ? size : 0;
        floor = pending;
        return pending;
    }

    /** No slot is pending any more. Closing may happen at the same time, and stays. */
    synchronized void endCollection() {
        if (floor != CLOSED) {
            floor = 0;
        }
    }

    synchronized void close() {
        if (floor != CLOSED) {
            size = 0;
            floor = CLOSED;
            area.lower(0);
        }
    }
}

package org.tospace.gc;

import org.tospace.gc.collector.RootTable;
import org.tospace.runtime.memory.Memory;

/**
 * A root that belongs to the heap and not to a mutator: a table of globals, a constant. Lives until closed.
 *
 * <p>Read and written by threads that are attached and not blocked; who shares one between mutators synchronizes as for any Java field.
 *
 * <p>Example: {@code GlobalRoot symbols = heap.newGlobalRoot(table);}
 */
public final class GlobalRoot implements AutoCloseable {
    private final RootTable table;
    private final ReferenceChecks checks;
    private long slot;

    GlobalRoot(RootTable table, ReferenceChecks checks, long value) {
        this.table = table;
        this.checks = checks;
        if (checks != null) {
            checks.checkValue(value);
        }
        this.slot = table.acquire();
        Memory.putLong(slot, value);
    }

    /** The value. */
    public long get() {
        return Memory.getLong(open());
    }

    /** Changes the value. */
    public void set(long value) {
        if (checks != null) {
            checks.checkValue(value);
        }
        Memory.putLong(open(), value);
    }

    private long open() {
        if (slot == 0 || table.isClosed()) {
            throw new IllegalStateException(slot == 0 ? "the global root is closed" : "the global root's heap is closed");
        }
        return slot;
    }

    /** Gives the root up: what it named lives on only if something else names it. */
    @Override
    public void close() {
        if (slot != 0) {
            table.release(slot);
            slot = 0;
        }
    }
}

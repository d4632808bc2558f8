package org.tospace.gc.collector;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/** The slots of global roots, in native memory. Slots are taken and given back by any thread; read and written by mutators. */
public final class RootTable implements AutoCloseable {
    private static final long CAPACITY = 1 << 24;

    private final NativeBlock block = NativeBlock.reserve(CAPACITY * Long.BYTES);
    private final Deque<Long> free = new ArrayDeque<>();
    private volatile long used;
    private volatile boolean closed;

    /**
     * A slot that nobody has, holding 0.
     *
     * @return its address
     * @throws IllegalStateException when all are in use
     */
    public synchronized long acquire() {
        Long again = free.poll();
        if (again != null) {
            return again;
        }
        if (used == CAPACITY) {
            throw new IllegalStateException("all " + CAPACITY + " global roots are in use");
        }
        long slot = block.address() + used * Long.BYTES;
        used++;
        return slot;
    }

    /** Gives a slot back. */
    public synchronized void release(long slot) {
        if (closed) {
            return;
        }
        Memory.putLong(slot, 0);
        free.add(slot);
    }

    /** Whether the heap is closed: slots are no memory any more. */
    public boolean isClosed() {
        return closed;
    }

    long address() {
        return block.address();
    }

    long depth() {
        return used;
    }

    @Override
    public synchronized void close() {
        closed = true;
        block.close();
    }
}

package org.tospace.gc;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * A mutator's stack of roots: where an interpreter keeps its operands and local variables, and a Java method what it needs after a
 * safepoint. Every slot below the top is a root, whatever its value; references in it are up to date after each safepoint.
 *
 * <p>Used by the mutator's thread only. Native memory, so that a flip need not look at Java objects; slots are 64-bit values.
 *
 * <p>Example: {@code int slot = roots.depth(); roots.push(list); ... list = roots.get(slot); roots.truncate(slot);}
 */
public final class RootStack {
    private final NativeBlock block;
    private final long base;
    /** 0 once closed. */
    private int capacity;
    private final ReferenceChecks checks;
    private int depth;

    /** @param checks tests pushed values, or null */
    RootStack(long slots, ReferenceChecks checks) {
        this.block = NativeBlock.reserve(slots * Long.BYTES);
        this.base = block.address();
        this.capacity = (int) slots;
        this.checks = checks;
    }

    /** How many slots are in use. */
    public int depth() {
        return depth;
    }

    /**
     * Adds a slot.
     *
     * @throws RootStackOverflowException when all slots are in use
     */
    public void push(long value) {
        int slot = depth;
        if (slot >= capacity) {
            throw full();
        }
        if (checks != null) {
            checks.checkValue(value);
        }
        Memory.putLong(base + ((long) slot << 3), value);
        depth = slot + 1;
    }

    /**
     * Removes the topmost slot and returns what it held: from the next safepoint on, that is no root any more.
     *
     * @throws IndexOutOfBoundsException when the stack is empty
     */
    public long pop() {
        int slot = depth - 1;
        if (slot < 0) {
            throw new IndexOutOfBoundsException("the root stack is empty");
        }
        depth = slot;
        return Memory.getLong(base + ((long) slot << 3));
    }

    /**
     * What the topmost slot holds.
     *
     * @throws IndexOutOfBoundsException when the stack is empty
     */
    public long peek() {
        if (depth == 0) {
            throw new IndexOutOfBoundsException("the root stack is empty");
        }
        return get(depth - 1);
    }

    /**
     * What a slot holds.
     *
     * @param index from 0, the first pushed, to below {@link #depth}
     * @throws IndexOutOfBoundsException when there is no such slot
     */
    public long get(int index) {
        return Memory.getLong(slot(index));
    }

    /**
     * Changes a slot.
     *
     * @param index from 0, the first pushed, to below {@link #depth}
     * @throws IndexOutOfBoundsException when there is no such slot
     */
    public void set(int index, long value) {
        long slot = slot(index);
        if (checks != null) {
            checks.checkValue(value);
        }
        Memory.putLong(slot, value);
    }

    /**
     * Removes the slots from {@code depth} up: the end of a frame.
     *
     * @param newDepth how many slots remain, at most {@link #depth}
     * @throws IndexOutOfBoundsException when there are fewer
     */
    public void truncate(int newDepth) {
        if (newDepth < 0 || newDepth > depth) {
            throw new IndexOutOfBoundsException("cannot truncate " + depth + " root slots to " + newDepth);
        }
        depth = newDepth;
    }

    private RuntimeException full() {
        return capacity == 0 ? new IllegalStateException("the root stack's mutator is closed") : new RootStackOverflowException(capacity);
    }

    private long slot(int index) {
        if (Integer.compareUnsigned(index, depth) >= 0) {
            throw new IndexOutOfBoundsException("no root slot " + index + ", there are " + depth);
        }
        return base + ((long) index << 3);
    }

    long address() {
        return base;
    }

    void close() {
        depth = 0;
        capacity = 0;
        block.close();
    }
}

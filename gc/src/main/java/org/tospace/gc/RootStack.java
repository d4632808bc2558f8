package org.tospace.gc;

import java.util.Objects;
import org.tospace.gc.collector.RootArea;
import org.tospace.gc.scan.RootRecord;
import org.tospace.runtime.memory.Memory;

/**
 * A mutator's stack of roots: where an interpreter keeps its operands and local variables, and a Java method what it needs after a
 * safepoint. Every slot below the top is a root, whatever its value; references in it are up to date after each safepoint.
 *
 * <p>Used by the mutator's thread only. Native memory, so that a flip need not look at Java objects; slots are 64-bit values. No method is a
 * safepoint. However deep the stack, a flip does not take longer for it: only the topmost slots are forwarded then, the others beside the
 * mutators, or when they are first read.
 *
 * <p><b>Frames.</b> A frame is a depth: what a call pushes lies above it, slots are numbered from it, and its end is {@link #truncate}. The
 * same idiom serves a Java method: {@code int frame = roots.depth();} when it begins, {@code roots.truncate(frame);} when it ends.
 *
 * <p>Example, a call of two arguments that the caller has pushed:
 * {@snippet :
 * int frame = roots.enterFrame(2, 1, NIL);        // slots frame, frame + 1 and a local variable, frame + 2
 * roots.push(roots.get(frame + 1));
 * roots.leaveFrame(frame, roots.peek());          // the result is where the first argument was
 * }
 */
public final class RootStack {
    private final Mutator mutator;
    private final ReferenceChecks checks;
    private final RootArea area;
    private final long base;
    /** 0 once closed. */
    private int capacity;
    private int depth;
    /**
     * Slots below may be pending since the last flip and must be asked for before they are read; 0 when none is. Raised at a flip, while this
     * thread is stopped, and lowered by this thread. Slots from here up hold what the flip or this thread has put there (root-read).
     */
    private int floor;

    RootStack(Mutator mutator, long slots) {
        this.mutator = mutator;
        this.checks = mutator.checks;
        this.area = new RootArea(slots);
        this.base = area.address();
        this.capacity = area.capacity();
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
        Memory.putLong(address(slot), value);
        depth = slot + 1;
    }

    /**
     * Removes the topmost slot and returns what it held: from the next safepoint on, that is no root any more.
     *
     * @throws IndexOutOfBoundsException when the stack is empty
     */
    public long pop() {
        int slot = depth - 1;
        if (slot < floor) {
            requireFromTop(0);
        }
        depth = slot;
        return Memory.getLong(address(slot));
    }

    /**
     * What the topmost slot holds.
     *
     * @throws IndexOutOfBoundsException when the stack is empty
     */
    public long peek() {
        int slot = depth - 1;
        if (slot < floor) {
            requireFromTop(0);
        }
        return Memory.getLong(address(slot));
    }

    /**
     * What a slot holds, counted from the top.
     *
     * @param distance 0 for the topmost slot, 1 for the one below
     * @throws IndexOutOfBoundsException when there is no such slot
     */
    public long peek(int distance) {
        int slot = depth - 1 - distance;
        if (slot < floor || distance < 0) {
            requireFromTop(distance);
        }
        return Memory.getLong(address(slot));
    }

    /**
     * Changes the topmost slot: a pop and a push in one.
     *
     * @throws IndexOutOfBoundsException when the stack is empty
     */
    public void replaceTop(long value) {
        set(depth - 1, value);
    }

    /**
     * What a slot holds.
     *
     * @param index from 0, the first pushed, to below {@link #depth}
     * @throws IndexOutOfBoundsException when there is no such slot
     */
    public long get(int index) {
        // From floor to below depth, in one comparison: both are at most 2^30, so no other index passes.
        if (Integer.compareUnsigned(index - floor, depth - floor) >= 0) {
            checkIndex(index);
            require(index);
        }
        return Memory.getLong(address(index));
    }

    /**
     * Changes a slot.
     *
     * @param index from 0, the first pushed, to below {@link #depth}
     * @throws IndexOutOfBoundsException when there is no such slot
     */
    public void set(int index, long value) {
        checkIndex(index);
        if (checks != null) {
            checks.checkValue(value);
        }
        // Of a pending slot too: whoever scans it lets this store win.
        Memory.putLong(address(index), value);
    }

    /**
     * Removes the slots from {@code newDepth} up: the end of a frame.
     *
     * @param newDepth how many slots remain, at most {@link #depth}
     * @throws IndexOutOfBoundsException when there are fewer
     */
    public void truncate(int newDepth) {
        if (newDepth < 0 || newDepth > depth) {
            throw new IndexOutOfBoundsException("cannot truncate " + depth + " root slots to " + newDepth);
        }
        depth = newDepth;
        if (newDepth < floor) {
            lower(newDepth);
        }
    }

    /** Adds a copy of the topmost slot. */
    public void dup() {
        push(peek());
    }

    /**
     * Adds {@code count} slots that hold {@code value}.
     *
     * @throws RootStackOverflowException when there is no room for all; then none is added
     */
    public void pushCopies(long value, int count) {
        checkRoom(count);
        if (checks != null) {
            checks.checkValue(value);
        }
        for (int i = 0; i < count; i++) {
            Memory.putLong(address(depth + i), value);
        }
        depth += count;
    }

    /**
     * Adds slots that hold a part of an array, the first lowest.
     *
     * @throws RootStackOverflowException when there is no room for all; then none is added
     */
    public void pushAll(long[] values, int from, int count) {
        Objects.checkFromIndexSize(from, count, values.length);
        checkRoom(count);
        for (int i = 0; checks != null && i < count; i++) {
            checks.checkValue(values[from + i]);
        }
        for (int i = 0; i < count; i++) {
            Memory.putLong(address(depth + i), values[from + i]);
        }
        depth += count;
    }

    /** Adds slots that hold what is given, the first lowest. */
    public void pushAll(long... values) {
        pushAll(values, 0, values.length);
    }

    /**
     * Copies what slots hold into an array; to be used before the next safepoint.
     *
     * @param index the first slot
     */
    public void copyTo(int index, long[] target, int targetIndex, int count) {
        Objects.checkFromIndexSize(targetIndex, count, target.length);
        requireRange(index, count);
        for (int i = 0; i < count; i++) {
            target[targetIndex + i] = Memory.getLong(address(index + i));
        }
    }

    /** Copies slots to others, as if by way of an array: the ranges may overlap. */
    public void copy(int from, int to, int count) {
        Objects.checkFromIndexSize(to, count, depth);
        requireRange(from, count);
        if (from < to) {
            for (int i = count - 1; i >= 0; i--) {
                Memory.putLong(address(to + i), Memory.getLong(address(from + i)));
            }
        } else {
            for (int i = 0; i < count; i++) {
                Memory.putLong(address(to + i), Memory.getLong(address(from + i)));
            }
        }
    }

    /** Puts a value into {@code count} slots from {@code index} up. */
    public void fill(int index, int count, long value) {
        Objects.checkFromIndexSize(index, count, depth);
        if (checks != null) {
            checks.checkValue(value);
        }
        for (int i = 0; i < count; i++) {
            Memory.putLong(address(index + i), value);
        }
    }

    /**
     * Adds a slot at {@code index}; those from there up move up by one.
     *
     * @throws RootStackOverflowException when all slots are in use
     */
    public void insert(int index, long value) {
        Objects.checkIndex(index, depth + 1);
        push(value);
        copy(index, index + 1, depth - 1 - index);
        set(index, value);
    }

    /**
     * Begins a frame: the topmost {@code arguments} slots become its first, and {@code locals} slots are added that hold {@code initial}.
     *
     * @return the index of its first slot
     * @throws IndexOutOfBoundsException when there are fewer slots than arguments
     * @throws RootStackOverflowException when there is no room for the locals; then nothing is changed
     */
    public int enterFrame(int arguments, int locals, long initial) {
        int frame = Objects.checkIndex(depth - arguments, depth + 1);
        pushCopies(initial, locals);
        return frame;
    }

    /** Ends a frame: removes its slots and adds one that holds {@code result}. */
    public void leaveFrame(int frame, long result) {
        truncate(frame);
        push(result);
    }

    private RuntimeException full() {
        return capacity == 0 ? new IllegalStateException("the root stack's mutator is closed") : new RootStackOverflowException(capacity);
    }

    private long address(int index) {
        return base + ((long) index << 3);
    }

    private void checkRoom(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative: " + count);
        }
        if (count > capacity - depth) {
            throw full();
        }
    }

    private void checkIndex(int index) {
        if (Integer.compareUnsigned(index, depth) >= 0) {
            throw new IndexOutOfBoundsException("no root slot " + index + ", there are " + depth);
        }
    }

    private void requireFromTop(int distance) {
        if (distance < 0 || distance >= depth) {
            throw new IndexOutOfBoundsException(
                    depth == 0 ? "the root stack is empty" : "no root slot " + distance + " below the top, there are " + depth);
        }
        require(depth - 1 - distance);
    }

    private void requireRange(int index, int count) {
        Objects.checkFromIndexSize(index, count, depth);
        int end = Math.min(index + count, floor);
        for (int slot = index; slot < end; slot = (slot | RootRecord.CHUNK_SLOTS - 1) + 1) {
            require(slot);
        }
    }

    /** Makes a slot below the floor readable. */
    private void require(int index) {
        mutator.requireRoot(area, index);
        // Of the chunk right below the floor all is readable now.
        int chunk = index & -RootRecord.CHUNK_SLOTS;
        if (floor - chunk <= RootRecord.CHUNK_SLOTS) {
            lower(chunk);
        }
    }

    private void lower(int newFloor) {
        floor = newFloor;
        area.lower(newFloor);
    }

    RootArea area() {
        return area;
    }

    /** By this thread at a safepoint, or by who stopped it. */
    void setFloor(int newFloor) {
        floor = newFloor;
    }

    void close() {
        depth = 0;
        capacity = 0;
        floor = 0;
        mutator.heap().roots().retire(area);
    }
}

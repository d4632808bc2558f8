package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;

/** Lists that grow, in an object space: a vector has an array, and how many of its elements are in use. */
final class HeapVector {
    static final ObjectLayout VECTOR = ObjectLayout.of(1, 1, Long.BYTES);
    static final int ARRAY_TAG = 2;

    private static final int ARRAY = 0;
    private static final long SIZE = VECTOR.rawOffset();
    private static final int FIRST_LENGTH = 4;

    private HeapVector() {
    }

    /** How many elements a vector has; 0 for null. */
    static int size(Mutator mutator, long vector) {
        return vector == 0 ? 0 : mutator.getInt(vector, SIZE);
    }

    static long get(Mutator mutator, long vector, int index) {
        return mutator.getSlot(mutator.getSlot(vector, ARRAY), index);
    }

    /** A new one. A safepoint. */
    static long create(Mutator mutator) {
        return mutator.allocate(VECTOR);
    }

    /**
     * Adds the value on top of the root stack to the vector in a slot of the object below it, where one is made if there is none; pops both. A
     * safepoint.
     */
    static void addToSlot(Mutator mutator, int slot) {
        RootStack roots = mutator.roots();
        if (mutator.getSlot(roots.peek(1), slot) == 0) {
            long vector = create(mutator);
            mutator.setSlot(roots.peek(1), slot, vector);
        }
        roots.set(roots.depth() - 2, mutator.getSlot(roots.peek(1), slot));
        add(mutator);
    }

    /** Adds the value on top of the root stack to the vector below it; pops both. A safepoint. */
    static void add(Mutator mutator) {
        RootStack roots = mutator.roots();
        int size = size(mutator, roots.peek(1));
        long array = mutator.getSlot(roots.peek(1), ARRAY);
        if (array == 0 || mutator.slotCount(array) == size) {
            array = grow(mutator, size);
        }
        mutator.setSlot(array, size, roots.pop());
        mutator.putInt(roots.pop(), SIZE, size + 1);
    }

    private static long grow(Mutator mutator, int size) {
        RootStack roots = mutator.roots();
        long array = mutator.allocate(ARRAY_TAG, size == 0 ? FIRST_LENGTH : 2L * size, 0);
        long old = mutator.getSlot(roots.peek(1), ARRAY);
        for (int i = 0; i < size; i++) {
            mutator.setSlot(array, i, mutator.getSlot(old, i));
        }
        mutator.setSlot(roots.peek(1), ARRAY, array);
        return array;
    }
}

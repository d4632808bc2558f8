package org.tospace.workloads.lox.machine;

import org.tospace.gc.ObjectLayout;

/** Cells: where a variable lives that a function inside captures. */
public final class Cells {
    private static final ObjectLayout LAYOUT = ObjectLayout.of(Kind.CELL, 2, 0);
    private static final long DESCRIPTOR = Kind.descriptor(Kind.CELL, 0);

    private Cells() {
    }

    /** A new cell. A safepoint; the value is kept in a root. */
    public static long make(long value, Machine machine) {
        machine.roots().push(value);
        long cell = machine.allocate(LAYOUT);
        machine.mutator().setSlot(cell, 0, DESCRIPTOR);
        machine.mutator().setSlot(cell, 1, machine.roots().pop());
        return Value.reference(cell);
    }

    /** What a cell holds. */
    public static long get(long cell, Machine machine) {
        return machine.mutator().getSlot(Value.address(cell), 1);
    }

    /** Changes what a cell holds. */
    public static void set(long value, long cell, Machine machine) {
        machine.mutator().setSlot(Value.address(cell), 1, value);
    }
}

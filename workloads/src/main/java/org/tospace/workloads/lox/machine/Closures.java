package org.tospace.workloads.lox.machine;

/** Closures: functions as values, with the cells of the variables that they capture. */
public final class Closures {
    private Closures() {
    }

    /** A new closure, whose cells are still to be set, before the next safepoint. A safepoint. */
    public static long make(Machine machine, int code, int cells) {
        long closure = machine.allocate(Kind.CLOSURE, cells + 1L, 0);
        machine.mutator().setSlot(closure, 0, Kind.descriptor(Kind.CLOSURE, code));
        return Value.reference(closure);
    }

    /** One of a closure's cells. */
    public static long cell(long closure, Machine machine, int index) {
        return machine.mutator().getSlot(Value.address(closure), index + 1L);
    }

    /** Sets one of a closure's cells; returns the closure. */
    public static long setCell(long closure, long cell, Machine machine, int index) {
        machine.mutator().setSlot(Value.address(closure), index + 1L, cell);
        return closure;
    }
}

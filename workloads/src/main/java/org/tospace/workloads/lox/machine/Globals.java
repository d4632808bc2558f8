package org.tospace.workloads.lox.machine;

/** Global variables, as generated code uses them. */
public final class Globals {
    private Globals() {
    }

    /** The value of a global variable. */
    public static long get(Machine machine, int slot) {
        long value = machine.roots().get(slot);
        if (value == Value.UNDEFINED) {
            throw undefined(machine, slot);
        }
        return value;
    }

    /** Changes a global variable; returns its value. */
    public static long set(long value, Machine machine, int slot) {
        if (machine.roots().get(slot) == Value.UNDEFINED) {
            throw undefined(machine, slot);
        }
        machine.roots().set(slot, value);
        return value;
    }

    private static LoxError undefined(Machine machine, int slot) {
        return LoxError.of("Undefined variable '" + machine.globalName(slot) + "'.");
    }
}

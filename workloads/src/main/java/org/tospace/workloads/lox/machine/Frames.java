package org.tospace.workloads.lox.machine;

/**
 * Frames of functions on the root stack, as generated code uses them. A function knows its slots by their distance from where its frame begins;
 * statics are slots like any other.
 */
public final class Frames {
    static final String STACK_OVERFLOW = "Stack overflow.";

    private Frames() {
    }

    /** Begins a frame: all of its slots hold zero. Returns its first slot. */
    public static int enter(Machine machine, int slots) {
        int base = machine.roots().depth();
        if (base + slots > machine.rootLimit()) {
            throw LoxError.ofCall(STACK_OVERFLOW);
        }
        for (int i = 0; i < slots; i++) {
            machine.roots().push(0);
        }
        return base;
    }

    /**
     * Begins a frame whose first slots are the topmost ones, the arguments. Returns its first slot.
     *
     * @param count how many arguments there are
     * @param arity how many there should be
     */
    public static int enterWithArguments(Machine machine, int count, int arity, int slots) {
        if (count != arity) {
            throw LoxError.ofCall(Code.wrongCount(arity, count));
        }
        return enter(machine, slots) - count;
    }

    /** Ends a frame. */
    public static void leave(Machine machine, int base) {
        machine.roots().truncate(base);
    }

    /** Adds an argument to those that are passed on the stack. */
    public static void push(long value, Machine machine) {
        machine.roots().push(value);
    }

    /** What a slot holds. */
    public static long load(Machine machine, int slot) {
        return machine.roots().get(slot);
    }

    /** Changes a slot. */
    public static void store(long value, Machine machine, int slot) {
        machine.roots().set(slot, value);
    }

    /** The safepoint of loops and of functions that call others. */
    public static void poll(Machine machine) {
        machine.mutator().poll();
    }
}

package org.tospace.workloads.lox.machine;

/** Calls of values. */
public final class Calls {
    private Calls() {
    }

    /** The code to call a value by. */
    public static Code code(long callee, Machine machine) {
        if (Value.isReference(callee)) {
            long descriptor = machine.mutator().getSlot(Value.address(callee), 0);
            if (Kind.isCallable(descriptor)) {
                return machine.metadata().code((int) descriptor);
            }
        }
        throw LoxError.of("Can only call functions and classes.");
    }
}

package org.tospace.workloads.lox.machine;

import org.tospace.gc.ObjectLayout;

/** Methods bound to a receiver, and Java's functions, as values. */
public final class Methods {
    private static final ObjectLayout BOUND = ObjectLayout.of(Kind.BOUND_METHOD, 3, 0);
    private static final ObjectLayout NATIVE = ObjectLayout.of(Kind.NATIVE, 1, 0);

    private Methods() {
    }

    /** A method of this name of a class, bound to a receiver. A safepoint; the arguments are kept in roots. */
    public static long bind(long receiver, long lclass, Machine machine, String name) {
        long method = Classes.method(machine, lclass, name);
        machine.roots().push(receiver);
        machine.roots().push(method);
        long bound = machine.allocate(BOUND);
        machine.mutator().setSlot(bound, 0, Kind.descriptor(Kind.BOUND_METHOD, machine.boundMethodCode()));
        machine.mutator().setSlot(bound, 2, machine.roots().pop());
        machine.mutator().setSlot(bound, 1, machine.roots().pop());
        return Value.reference(bound);
    }

    static long receiverOf(Machine machine, long bound) {
        return machine.mutator().getSlot(Value.address(bound), 1);
    }

    static long methodOf(Machine machine, long bound) {
        return machine.mutator().getSlot(Value.address(bound), 2);
    }

    /** A function of Java's as a value. A safepoint. */
    static long makeNative(Machine machine, int code) {
        long object = machine.allocate(NATIVE);
        machine.mutator().setSlot(object, 0, Kind.descriptor(Kind.NATIVE, code));
        return Value.reference(object);
    }
}

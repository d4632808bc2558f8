package org.tospace.workloads.lox.machine;

import org.tospace.gc.Mutator;

/** Classes as values. A class holds the closures of all its methods, those that it inherits included. */
public final class Classes {
    private static final int NAME = 1;

    private Classes() {
    }

    /**
     * A new class, which has the methods that it inherits; its own are still to be defined. A safepoint; the superclass is kept in a root.
     *
     * @param superclass nil where there is none
     * @param declaration what is declared
     */
    public static long make(long superclass, Machine machine, ClassDeclaration declaration) {
        Mutator mutator = machine.mutator();
        ClassLayout inherited = superclass == Value.NIL ? null : layoutOf(machine, superclass);
        ClassLayout layout = declaration.layout(machine, inherited);
        machine.roots().push(superclass);
        long made = machine.allocate(Kind.CLASS, ClassLayout.FIRST_METHOD + layout.methodCount(), 0);
        mutator.setSlot(made, 0, layout.descriptor());
        mutator.setSlot(made, NAME, machine.roots().get(declaration.nameSlot()));
        long parent = Value.address(machine.roots().pop());
        int end = inherited == null ? 0 : ClassLayout.FIRST_METHOD + inherited.methodCount();
        for (int slot = ClassLayout.FIRST_METHOD; slot < end; slot++) {
            mutator.setSlot(made, slot, mutator.getSlot(parent, slot));
        }
        return Value.reference(made);
    }

    /** Checks that a value can be inherited from, and returns it. */
    public static long checkSuperclass(long value, Machine machine) {
        if (!Value.isReference(value) || Kind.of(machine.mutator().getSlot(Value.address(value), 0)) != Kind.CLASS) {
            throw LoxError.of("Superclass must be a class.");
        }
        return value;
    }

    /** Sets a method of a class that is being declared. */
    public static void define(long closure, long lclass, Machine machine, String name) {
        machine.mutator().setSlot(Value.address(lclass), layoutOf(machine, lclass).slotOf(name), closure);
    }

    /** The closure of a method, of its own or inherited. */
    static long method(Machine machine, long lclass, String name) {
        int slot = layoutOf(machine, lclass).slotOf(name);
        if (slot < 0) {
            throw undefined(name);
        }
        return machine.mutator().getSlot(Value.address(lclass), slot);
    }

    static LoxError undefined(String property) {
        return LoxError.of("Undefined property '" + property + "'.");
    }

    static ClassLayout layoutOf(Machine machine, long lclass) {
        return machine.metadata().layoutOf(machine.mutator().getSlot(Value.address(lclass), 0));
    }

    static long nameOf(Machine machine, long lclass) {
        return machine.mutator().getSlot(Value.address(lclass), NAME);
    }
}

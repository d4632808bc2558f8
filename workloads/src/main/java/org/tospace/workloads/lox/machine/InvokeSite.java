package org.tospace.workloads.lox.machine;

/** The inline cache of one {@code object.name(...)} in the program: for the two shapes last met, which method that is. */
public final class InvokeSite {
    /** For a method that captures nothing, its closure need not be fetched. */
    private static final int NO_CLOSURE = 0;

    private final String name;
    private long descriptor;
    private Code code;
    private int slot;
    private long otherDescriptor;
    private Code otherCode;
    private int otherSlot;

    /** A cache that is empty. */
    public InvokeSite(String name) {
        this.name = name;
    }

    /**
     * The code to call, with the object as {@code self} and {@link Machine#callee} as callee: that of the method, or what the field of
     * this name can be called by. No safepoint.
     */
    public Code find(Machine machine, long object) {
        if (Value.isReference(object)) {
            long address = Value.address(object);
            long found = machine.mutator().getSlot(address, 0);
            if (found == descriptor) {
                if (slot != NO_CLOSURE) {
                    fetch(machine, address, slot);
                }
                return code;
            }
            if (found == otherDescriptor) {
                if (otherSlot != NO_CLOSURE) {
                    fetch(machine, address, otherSlot);
                }
                return otherCode;
            }
        }
        return findSlowly(machine, object);
    }

    /** Only for instances that are not extended: their slot 1 is the class. */
    private static void fetch(Machine machine, long object, int slot) {
        long lclass = machine.mutator().getSlot(object, 1);
        machine.setCallee(machine.mutator().getSlot(Value.address(lclass), slot));
    }

    private Code findSlowly(Machine machine, long object) {
        if (!Instances.isInstance(machine, object)) {
            throw LoxError.of("Only instances have methods.");
        }
        long address = Value.address(object);
        Shape shape = Instances.shapeOf(machine, address);
        int field = shape.indexOf(name);
        if (field >= 0) {
            machine.setCallee(Instances.getField(machine, address, shape, field));
            return Calls.code(machine.callee(), machine);
        }
        machine.setCallee(Classes.method(machine, Instances.classOf(machine, address), name));
        int methodSlot = shape.classLayout().slotOf(name);
        int number = shape.classLayout().codeIn(methodSlot);
        Code found = machine.metadata().readyCode(number);
        if (!shape.isExtended()) {
            remember(shape.descriptor(), found, machine.metadata().needsClosure(number) ? methodSlot : NO_CLOSURE);
        }
        return found;
    }

    private void remember(long foundDescriptor, Code foundCode, int foundSlot) {
        otherDescriptor = descriptor;
        otherCode = code;
        otherSlot = slot;
        descriptor = foundDescriptor;
        code = foundCode;
        slot = foundSlot;
    }
}

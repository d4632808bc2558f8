package org.tospace.workloads.lox.machine;

/** The inline cache of one {@code object.name = value} in the program: for the two shapes last met, where the field is or will be. */
public final class SetSite {
    private final String name;
    private long descriptor;
    private long nextDescriptor;
    private int slot;
    private long otherDescriptor;
    private long otherNextDescriptor;
    private int otherSlot;

    /** A cache that is empty. */
    public SetSite(String name) {
        this.name = name;
    }

    /** Changes the field or adds it; returns the value. A safepoint; the arguments are kept in roots. */
    public long set(Machine machine, long object, long value) {
        if (Value.isReference(object)) {
            long address = Value.address(object);
            long found = machine.mutator().getSlot(address, 0);
            if (found == descriptor) {
                machine.mutator().setSlot(address, slot, value);
                if (found != nextDescriptor) {
                    machine.mutator().setSlot(address, 0, nextDescriptor);
                }
                return value;
            }
            if (found == otherDescriptor) {
                machine.mutator().setSlot(address, otherSlot, value);
                if (found != otherNextDescriptor) {
                    machine.mutator().setSlot(address, 0, otherNextDescriptor);
                }
                return value;
            }
        }
        return setSlowly(machine, object, value);
    }

    private long setSlowly(Machine machine, long object, long value) {
        if (!Instances.isInstance(machine, object)) {
            throw LoxError.of("Only instances have fields.");
        }
        Shape shape = Instances.shapeOf(machine, Value.address(object));
        int index = shape.indexOf(name);
        Shape next = index < 0 ? shape.with(machine, name) : shape;
        int place = index < 0 ? shape.fields() : index;
        if (place < shape.capacity()) {
            remember(shape.descriptor(), next.descriptor(), Shape.FIRST_FIELD + place);
        }
        return Instances.assign(machine, object, name, value);
    }

    private void remember(long foundDescriptor, long foundNext, int foundSlot) {
        otherDescriptor = descriptor;
        otherNextDescriptor = nextDescriptor;
        otherSlot = slot;
        descriptor = foundDescriptor;
        nextDescriptor = foundNext;
        slot = foundSlot;
    }
}

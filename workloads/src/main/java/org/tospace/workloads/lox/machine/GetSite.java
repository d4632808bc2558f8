package org.tospace.workloads.lox.machine;

/** The inline cache of one {@code object.name} in the program: for the two shapes last met, where the field is. */
public final class GetSite {
    private final String name;
    private long descriptor;
    private int slot;
    private long otherDescriptor;
    private int otherSlot;

    /** A cache that is empty. */
    public GetSite(String name) {
        this.name = name;
    }

    /** The value of the property: a field, or a method bound to the object. A safepoint; the object is kept in a root. */
    public long get(Machine machine, long object) {
        if (Value.isReference(object)) {
            long address = Value.address(object);
            long found = machine.mutator().getSlot(address, 0);
            if (found == descriptor) {
                return machine.mutator().getSlot(address, slot);
            }
            if (found == otherDescriptor) {
                return machine.mutator().getSlot(address, otherSlot);
            }
        }
        return getSlowly(machine, object);
    }

    private long getSlowly(Machine machine, long object) {
        if (!Instances.isInstance(machine, object)) {
            throw LoxError.of("Only instances have properties.");
        }
        long address = Value.address(object);
        Shape shape = Instances.shapeOf(machine, address);
        int index = shape.indexOf(name);
        if (index < 0) {
            return Methods.bind(object, Instances.classOf(machine, address), machine, name);
        }
        if (index < shape.capacity()) {
            remember(shape.descriptor(), Shape.FIRST_FIELD + index);
        }
        return Instances.getField(machine, address, shape, index);
    }

    private void remember(long foundDescriptor, int foundSlot) {
        otherDescriptor = descriptor;
        otherSlot = slot;
        descriptor = foundDescriptor;
        slot = foundSlot;
    }
}

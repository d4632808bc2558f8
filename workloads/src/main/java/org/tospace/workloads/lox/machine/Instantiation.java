package org.tospace.workloads.lox.machine;

/** Makes instances of the classes of one layout. */
public final class Instantiation {
    private final ClassLayout layout;

    Instantiation(ClassLayout layout) {
        this.layout = layout;
    }

    /** A new instance of a class, without fields. A safepoint; the class is kept in a root. */
    public long make(long lclass, Machine machine) {
        Shape shape = layout.firstShape();
        machine.roots().push(lclass);
        long object = machine.allocate(shape.objectLayout());
        machine.mutator().setSlot(object, 0, shape.descriptor());
        machine.mutator().setSlot(object, 1, machine.roots().pop());
        return Value.reference(object);
    }

    /** The initializer of an instance's class. */
    public long initializer(long instance, Machine machine) {
        long lclass = Instances.classOf(machine, Value.address(instance));
        return machine.mutator().getSlot(Value.address(lclass), layout.slotOf(ClassLayout.INITIALIZER));
    }
}

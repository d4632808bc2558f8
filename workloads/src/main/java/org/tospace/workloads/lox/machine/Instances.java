package org.tospace.workloads.lox.machine;

import org.tospace.gc.Mutator;

/** Instances and their fields, without inline caches. Objects are given by address; fields by their index in the shape. */
final class Instances {
    private static final int CLASS = 1;
    private static final int SMALLEST_EXTENSION = 4;

    private Instances() {
    }

    static boolean isInstance(Machine machine, long value) {
        return Value.isReference(value) && Kind.of(machine.mutator().getSlot(Value.address(value), 0)) == Kind.INSTANCE;
    }

    static Shape shapeOf(Machine machine, long object) {
        return machine.metadata().shape((int) machine.mutator().getSlot(object, 0));
    }

    /** The class of an instance. */
    static long classOf(Machine machine, long object) {
        long holder = machine.mutator().getSlot(object, CLASS);
        boolean isExtension = Kind.of(machine.mutator().getSlot(Value.address(holder), 0)) == Kind.EXTENSION;
        return isExtension ? machine.mutator().getSlot(Value.address(holder), CLASS) : holder;
    }

    static long getField(Machine machine, long object, Shape shape, int index) {
        Mutator mutator = machine.mutator();
        int beyond = index - shape.capacity();
        return beyond < 0 ? mutator.getSlot(object, Shape.FIRST_FIELD + index)
                : mutator.getSlot(Value.address(mutator.getSlot(object, CLASS)), Shape.FIRST_FIELD + beyond);
    }

    private static void setField(Machine machine, long object, Shape shape, int index, long value) {
        Mutator mutator = machine.mutator();
        int beyond = index - shape.capacity();
        if (beyond < 0) {
            mutator.setSlot(object, Shape.FIRST_FIELD + index, value);
        } else {
            mutator.setSlot(Value.address(mutator.getSlot(object, CLASS)), Shape.FIRST_FIELD + beyond, value);
        }
    }

    /** Changes a field or adds it; returns the value. A safepoint; the arguments are kept in roots. */
    static long assign(Machine machine, long instance, String name, long value) {
        Shape shape = shapeOf(machine, Value.address(instance));
        int index = shape.indexOf(name);
        if (index >= 0) {
            setField(machine, Value.address(instance), shape, index, value);
            return value;
        }
        Shape next = shape.with(machine, name);
        if (!next.isExtended()) {
            setField(machine, Value.address(instance), next, shape.fields(), value);
            machine.mutator().setSlot(Value.address(instance), 0, next.descriptor());
            return value;
        }
        machine.roots().push(instance);
        machine.roots().push(value);
        reserve(machine, shape);
        long kept = machine.roots().pop();
        long object = Value.address(machine.roots().pop());
        setField(machine, object, next, shape.fields(), kept);
        machine.mutator().setSlot(object, 0, next.descriptor());
        return kept;
    }

    /** Makes room for one more field in the extension of the instance that is the second root from the top. */
    private static void reserve(Machine machine, Shape shape) {
        Mutator mutator = machine.mutator();
        int root = machine.roots().depth() - 2;
        int used = shape.fields() - shape.capacity();
        long holder = mutator.getSlot(Value.address(machine.roots().get(root)), CLASS);
        if (shape.isExtended() && used < mutator.slotCount(Value.address(holder)) - Shape.FIRST_FIELD) {
            return;
        }
        if (!shape.isExtended()) {
            shape.classLayout().makeRoom(machine, shape);
        }
        long extension = machine.allocate(Kind.EXTENSION, Shape.FIRST_FIELD + Math.max(SMALLEST_EXTENSION, 2L * used), 0);
        long object = Value.address(machine.roots().get(root));
        mutator.setSlot(extension, 0, Kind.descriptor(Kind.EXTENSION, 0));
        mutator.setSlot(extension, CLASS, classOf(machine, object));
        long before = Value.address(mutator.getSlot(object, CLASS));
        for (int i = 0; i < used; i++) {
            mutator.setSlot(extension, Shape.FIRST_FIELD + i, mutator.getSlot(before, Shape.FIRST_FIELD + i));
        }
        mutator.setSlot(object, CLASS, Value.reference(extension));
    }
}

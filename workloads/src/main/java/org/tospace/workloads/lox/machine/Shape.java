package org.tospace.workloads.lox.machine;

import java.util.HashMap;
import java.util.Map;
import org.tospace.gc.ObjectLayout;

/**
 * Which fields an instance has, in the order in which they were first assigned, and of which class layout it is (hidden classes: Chambers,
 * Ungar and Lee 1989). Instances that got the same fields in the same order share one shape, so an inline cache compares a single word.
 *
 * <p>The first {@link #capacity} fields lie in the instance, the others in an extension. Made by one machine, for its thread.
 */
final class Shape {
    /** Slots before the first field, in an instance and in an extension alike. */
    static final int FIRST_FIELD = 2;

    private final int number;
    private final ClassLayout classLayout;
    private final int capacity;
    private final ObjectLayout objectLayout;
    private final Shape parent;
    private final String lastField;
    private final int fields;
    private final Map<String, Shape> next = new HashMap<>();
    private Map<String, Integer> indices;

    private Shape(int number, ClassLayout classLayout, int capacity, ObjectLayout objectLayout, Shape parent, String lastField) {
        this.number = number;
        this.classLayout = classLayout;
        this.capacity = capacity;
        this.objectLayout = objectLayout;
        this.parent = parent;
        this.lastField = lastField;
        this.fields = parent == null ? 0 : parent.fields + 1;
    }

    /** The shape of a new instance. */
    static Shape first(Machine machine, ClassLayout classLayout, int capacity) {
        ObjectLayout layout = ObjectLayout.of(Kind.INSTANCE, FIRST_FIELD + capacity, 0);
        return machine.metadata().addShape(number -> new Shape(number, classLayout, capacity, layout, null, null));
    }

    /** The shape of this one's instances once they have one more field. */
    Shape with(Machine machine, String field) {
        Shape known = next.get(field);
        if (known == null) {
            known = machine.metadata().addShape(number -> new Shape(number, classLayout, capacity, objectLayout, this, field));
            next.put(field, known);
        }
        return known;
    }

    /** The index of a field; -1 when there is none of this name. */
    int indexOf(String field) {
        if (indices == null) {
            indices = new HashMap<>();
            for (Shape shape = this; shape.parent != null; shape = shape.parent) {
                indices.put(shape.lastField, shape.fields - 1);
            }
        }
        return indices.getOrDefault(field, -1);
    }

    long descriptor() {
        return Kind.descriptor(Kind.INSTANCE, number);
    }

    ClassLayout classLayout() {
        return classLayout;
    }

    ObjectLayout objectLayout() {
        return objectLayout;
    }

    /** How many fields lie in the instance itself. */
    int capacity() {
        return capacity;
    }

    /** How many fields its instances have. */
    int fields() {
        return fields;
    }

    /** Whether there are more fields than fit the instance. */
    boolean isExtended() {
        return fields > capacity;
    }
}

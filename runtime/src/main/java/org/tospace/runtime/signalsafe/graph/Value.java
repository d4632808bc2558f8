package org.tospace.runtime.signalsafe.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A value, assigned once, by one operation on others. What replaces a value is found by {@link #resolved}; inputs are always given
 * resolved.
 */
public final class Value {

    private final int number;
    private final Operation operation;
    private final Type type;
    private final Object detail;
    private final Origin origin;
    private final List<Value> inputs;
    private Value replacement;

    Value(int number, Operation operation, Type type, Object detail, Origin origin, List<Value> inputs) {
        this.number = number;
        this.operation = operation;
        this.type = type;
        this.detail = detail;
        this.origin = origin;
        this.inputs = new ArrayList<>(inputs);
    }

    /** A number of its own in the graph. */
    public int number() {
        return number;
    }

    /** What computes it. */
    public Operation operation() {
        return operation;
    }

    /** What it is. */
    public Type type() {
        return type;
    }

    /** What the operation is told beyond its inputs, or null. */
    public Object detail() {
        return detail;
    }

    /** Where it comes from; null for constants, parameters and phis. */
    public Origin origin() {
        return origin;
    }

    /** How many inputs there are. */
    public int inputCount() {
        return inputs.size();
    }

    /** An input. */
    public Value input(int index) {
        return inputs.get(index).resolved();
    }

    /** All inputs. */
    public List<Value> inputs() {
        inputs.replaceAll(Value::resolved);
        return List.copyOf(inputs);
    }

    /** Adds a phi's input for the predecessor that was added last. */
    public void addInput(Value value) {
        inputs.add(value);
    }

    /** Removes a phi's input with its predecessor. */
    public void removeInput(int index) {
        inputs.remove(index);
    }

    /** Makes another value stand for this one. */
    public void replaceBy(Value other) {
        if (other.resolved() != this) {
            replacement = other.resolved();
        }
    }

    /** This value, or what stands for it. */
    public Value resolved() {
        Value value = this;
        while (value.replacement != null) {
            value = value.replacement;
        }
        return value;
    }

    /** Whether it is a constant. */
    public boolean isConstant() {
        return operation == Operation.CONSTANT;
    }

    /** Whether it is this constant. */
    public boolean isConstant(long number) {
        return isConstant() && constant() == number;
    }

    /** A constant's number; an int's is extended by its sign. */
    public long constant() {
        return (Long) detail;
    }

    /** How a memory operation accesses memory. */
    public MemoryAccess access() {
        return (MemoryAccess) detail;
    }

    /**
     * Whether it must happen even if nobody wants it, once and in its place: an effect, or a load that is not plain. A plain load has its place
     * among effects and ordered loads.
     */
    public boolean mustHappen() {
        return operation.isEffect() || operation == Operation.LOAD && access().order() != MemoryAccess.Order.PLAIN;
    }

    @Override
    public String toString() {
        return isConstant() ? detail.toString() : "v" + number;
    }
}

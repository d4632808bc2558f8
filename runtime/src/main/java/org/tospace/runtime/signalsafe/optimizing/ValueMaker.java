package org.tospace.runtime.signalsafe.optimizing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Origin;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;

/**
 * Makes values at the end of a growing list, folded where possible, and only once where an equal one is in the list already.
 */
public final class ValueMaker {

    private record Key(Operation operation, Type type, List<Value> inputs) {
    }

    private final Graph graph;
    private final List<Value> list;
    private final Folding folding = new Folding(this);
    private final Map<Key, Value> known = new HashMap<>();
    private Origin origin;

    /** A maker for one block. */
    public ValueMaker(Graph graph, List<Value> list) {
        this.graph = graph;
        this.list = list;
    }

    /** Says which instruction the next values come from. */
    public void setOrigin(Origin now) {
        origin = now;
    }

    /** A constant. */
    public Value constant(Type type, long number) {
        return graph.constant(type, number);
    }

    /** The value of a pure operation. */
    public Value make(Operation operation, Type type, Value... inputs) {
        return make(operation, type, null, List.of(inputs));
    }

    /** The value of any operation. */
    public Value make(Operation operation, Type type, Object detail, List<Value> inputs) {
        List<Value> ordered = ordered(operation, inputs);
        Value simpler = simpler(operation, type, ordered);
        if (simpler != null) {
            return simpler;
        }
        Value value = graph.newValue(operation, type, detail, origin, ordered);
        add(value);
        return value;
    }

    /** Adds a value that exists, or finds what can stand for it. */
    public Value keep(Value value) {
        origin = value.origin();
        List<Value> ordered = ordered(value.operation(), value.inputs());
        Value simpler = simpler(value.operation(), value.type(), ordered);
        if (simpler != null) {
            return simpler;
        }
        add(value);
        return value;
    }

    private Value simpler(Operation operation, Type type, List<Value> inputs) {
        Value folded = folding.fold(operation, type, inputs);
        return folded != null ? folded : known.get(new Key(operation, type, inputs));
    }

    private void add(Value value) {
        list.add(value);
        if (value.operation().isPure()) {
            known.putIfAbsent(new Key(value.operation(), value.type(), ordered(value.operation(), value.inputs())), value);
        }
    }

    private static List<Value> ordered(Operation operation, List<Value> inputs) {
        boolean swap = operation.isCommutative() && inputs.get(0).isConstant() && !inputs.get(1).isConstant();
        return swap ? List.of(inputs.get(1), inputs.get(0)) : inputs;
    }
}

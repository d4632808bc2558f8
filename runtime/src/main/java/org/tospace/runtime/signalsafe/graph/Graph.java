package org.tospace.runtime.signalsafe.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tospace.runtime.signalsafe.reading.MethodName;

/** The graph of one method. For one thread at a time. */
public final class Graph {

    private final MethodName name;
    private final List<Value> parameters = new ArrayList<>();
    private final Map<Long, Value> intConstants = new HashMap<>();
    private final Map<Long, Value> longConstants = new HashMap<>();
    private final Block entry;
    private int valueCount;
    private int blockCount;

    /** A graph with its parameters and an empty first block. */
    public Graph(MethodName name) {
        this.name = name;
        for (int i = 0; i < name.type().parameterCount(); i++) {
            parameters.add(newValue(Operation.PARAMETER, Type.of(name.type().parameterType(i)), i, null, List.of()));
        }
        this.entry = newBlock();
    }

    /** The method. */
    public MethodName name() {
        return name;
    }

    /** The method's arguments. */
    public List<Value> parameters() {
        return parameters;
    }

    /** Where the method starts; it has no predecessors. */
    public Block entry() {
        return entry;
    }

    /** A new block, which nothing leads to yet. */
    public Block newBlock() {
        return new Block(blockCount++);
    }

    /** A new value, which stands in no block yet. */
    public Value newValue(Operation operation, Type type, Object detail, Origin origin, List<Value> inputs) {
        return new Value(valueCount++, operation, type, detail, origin, inputs);
    }

    /** The constant of a number. */
    public Value constant(Type type, long number) {
        long wrapped = type.wrap(number);
        return (type == Type.INT ? intConstants : longConstants).computeIfAbsent(wrapped,
                key -> newValue(Operation.CONSTANT, type, key, null, List.of()));
    }

    /** How many values there ever were: more than any value's number. */
    public int valueCount() {
        return valueCount;
    }

    /** How many blocks there ever were: more than any block's number. */
    public int blockCount() {
        return blockCount;
    }

    /** The blocks that can be reached, each before those it leads to except backwards (reverse postorder). */
    public List<Block> blocks() {
        List<Block> order = new ArrayList<>();
        Set<Block> seen = new HashSet<>();
        List<Block> path = new ArrayList<>();
        Map<Block, Integer> next = new HashMap<>();
        path.add(entry);
        seen.add(entry);
        while (!path.isEmpty()) {
            Block block = path.getLast();
            List<Block> successors = block.successors();
            int index = next.merge(block, 1, Integer::sum);
            if (index <= successors.size()) {
                // The last successor first, so that the first one ends up next to its block.
                Block successor = successors.get(successors.size() - index);
                if (seen.add(successor)) {
                    path.add(successor);
                }
            } else {
                order.add(path.removeLast());
            }
        }
        Collections.reverse(order);
        return order;
    }
}

package org.tospace.runtime.signalsafe.building;

import java.util.ArrayList;
import java.util.List;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;

/** What a method's local variables and operand stack hold at one point of its bytecode. */
final class Activation {

    private final Value[] locals;
    private final List<Value> stack;

    /** At the start of a method. */
    Activation(int maxLocals, List<Value> arguments) {
        this.locals = new Value[maxLocals];
        this.stack = new ArrayList<>();
        int slot = 0;
        for (Value argument : arguments) {
            locals[slot] = argument;
            slot += isWide(argument) ? 2 : 1;
        }
    }

    private Activation(Value[] locals, List<Value> stack) {
        this.locals = locals;
        this.stack = stack;
    }

    /** Whether a value takes two places of the JVM's stack and variables. */
    static boolean isWide(Value value) {
        return value.type() == Type.LONG;
    }

    Activation copy() {
        return new Activation(locals.clone(), new ArrayList<>(stack));
    }

    /** The same shape, with a phi in {@code block} for each wanted variable and each stack place. */
    Activation withPhis(Graph graph, Block block, BytecodeFlow flow, int start) {
        Activation phis = new Activation(new Value[locals.length], new ArrayList<>());
        flow.wanted(start).stream().forEach(slot -> phis.locals[slot] = phi(graph, block, locals[slot]));
        stack.forEach(value -> phis.stack.add(phi(graph, block, value)));
        return phis;
    }

    private static Value phi(Graph graph, Block block, Value like) {
        Value phi = graph.newValue(Operation.PHI, like.type(), null, null, List.of());
        block.phis().add(phi);
        return phi;
    }

    /** Adds what is here to the phis that {@link #withPhis} made, for the predecessor added last. */
    void feed(Activation phis) {
        for (int slot = 0; slot < locals.length; slot++) {
            if (phis.locals[slot] != null) {
                phis.locals[slot].addInput(locals[slot]);
            }
        }
        for (int i = 0; i < stack.size(); i++) {
            phis.stack.get(i).addInput(stack.get(i));
        }
    }

    Value local(int slot) {
        return locals[slot];
    }

    void setLocal(int slot, Value value) {
        locals[slot] = value;
    }

    void push(Value value) {
        stack.add(value);
    }

    Value pop() {
        return stack.removeLast();
    }

    /** Pops values in the order they were pushed in. */
    List<Value> pop(int count) {
        List<Value> top = stack.subList(stack.size() - count, stack.size());
        List<Value> values = List.copyOf(top);
        top.clear();
        return values;
    }

    /** Pops one wide value or {@code places} narrow ones, in the order they were pushed in. */
    List<Value> popPlaces(int places) {
        int count = 0;
        for (int taken = 0; taken < places; count++) {
            taken += isWide(stack.get(stack.size() - 1 - count)) ? 2 : 1;
        }
        return pop(count);
    }

    void pushAll(List<Value> values) {
        stack.addAll(values);
    }
}

package org.tospace.runtime.signalsafe.building;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Terminator;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.reading.MethodBody;

/**
 * Builds one method's bytecode into a graph: as that graph's own method, or inlined at a call.
 *
 * <p>Bytecode is run through block by block, with values in the places of what the JVM would have there. A block that control comes
 * to from several places starts with a phi for each variable that is still wanted and for each stack place; those that turn out
 * to be needless are removed later.
 */
final class MethodBuilder {

    /** A place of the graph where the method returns, and what. */
    private record Exit(Block block, Value value) {
    }

    private final ProgramBuilder program;
    private final Graph graph;
    private final MethodBody body;
    private final BytecodeFlow flow;
    private final Map<Integer, Block> blocks = new HashMap<>();
    private final Map<Integer, Activation> starts = new HashMap<>();
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private final List<Exit> exits = new ArrayList<>();

    MethodBuilder(ProgramBuilder program, Graph graph, MethodBody body) {
        this.program = program;
        this.graph = graph;
        this.body = body;
        this.flow = new BytecodeFlow(body);
    }

    MethodBody body() {
        return body;
    }

    Graph graph() {
        return graph;
    }

    ProgramBuilder program() {
        return program;
    }

    /** Builds the method behind {@code before}, and returns the block that goes on behind it; null when it never returns. */
    Block build(Block before, List<Value> arguments, List<Value> result) {
        enter(before, 0, new Activation(body.maxLocals(), arguments));
        while (!waiting.isEmpty()) {
            int start = waiting.pollFirst();
            new BlockBuilder(this, blocks.get(start), starts.get(start).copy()).build(start, flow.end(start));
        }
        return exits.isEmpty() ? null : join(result);
    }

    /** Makes a bytecode block follow a graph block, which ends here. */
    void enter(Block from, int start, Activation state) {
        Block block = blocks.computeIfAbsent(start, key -> graph.newBlock());
        from.end(new Terminator.Goto(block));
        if (!starts.containsKey(start)) {
            starts.put(start, flow.isJoin(start) ? state.withPhis(graph, block, flow, start) : state.copy());
            waiting.add(start);
        }
        if (flow.isJoin(start)) {
            state.feed(starts.get(start));
        }
    }

    /** Ends a graph block by returning. */
    void exit(Block from, Value value) {
        exits.add(new Exit(from, value));
    }

    private Block join(List<Value> result) {
        Block block = graph.newBlock();
        Type type = Type.of(body.name().type().returnType());
        Value phi = type == Type.NONE ? null : graph.newValue(Operation.PHI, type, null, null, List.of());
        for (Exit exit : exits) {
            exit.block().end(new Terminator.Goto(block));
            if (phi != null) {
                phi.addInput(exit.value());
            }
        }
        if (phi != null) {
            block.phis().add(phi);
            result.add(phi);
        }
        return block;
    }
}

package org.tospace.runtime.signalsafe.building;

import java.util.ArrayList;
import java.util.List;
import org.tospace.runtime.signalsafe.checking.Program;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Terminator;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.reading.ClassFiles;
import org.tospace.runtime.signalsafe.reading.MethodBody;
import org.tospace.runtime.signalsafe.reading.MethodName;

/** Builds the methods of a program that has been checked, each with its small callees inside. For one thread at a time. */
public final class ProgramBuilder {

    private final Program program;
    private final MethodSizes sizes;

    /** A builder for a program. */
    public ProgramBuilder(Program program) {
        this.program = program;
        this.sizes = new MethodSizes(program);
    }

    /** The graph of a method. */
    public Graph build(MethodName name) {
        MethodBody body = program.bodies().get(name);
        Graph graph = new Graph(name);
        List<Value> result = new ArrayList<>();
        Block end = new MethodBuilder(this, graph, body).build(graph.entry(), graph.parameters(), result);
        if (end != null) {
            end.end(new Terminator.Return(result.isEmpty() ? null : result.getFirst(), null));
        }
        return graph;
    }

    /** Whether a callee is built into its callers. */
    public boolean isInlined(MethodName callee) {
        return sizes.isInlined(callee);
    }

    /** The bytecode of a callee. */
    MethodBody body(MethodName callee) {
        return program.bodies().get(callee);
    }

    /** Where the constants of static fields are read. */
    ClassFiles classes() {
        return program.classes();
    }
}

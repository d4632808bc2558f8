package org.tospace.runtime.signalsafe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tospace.runtime.signalsafe.building.ProgramBuilder;
import org.tospace.runtime.signalsafe.checking.Program;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.machine.InstructionSet;
import org.tospace.runtime.signalsafe.machine.MachineCode;
import org.tospace.runtime.signalsafe.optimizing.Optimizer;
import org.tospace.runtime.signalsafe.reading.ClassFiles;
import org.tospace.runtime.signalsafe.reading.MethodName;

/**
 * Compiles {@link SignalSafe} methods, from their class files, to machine code that may run anywhere: in a signal handler, in any
 * thread, in any thread state, without the JVM's knowledge.
 *
 * <p>Any thread may compile. Compiling is deterministic: the same class files give the same code.
 */
public final class SignalSafeCompiler {

    /** Stack that compiled code may take unless the caller says otherwise, in bytes. */
    public static final int DEFAULT_STACK_LIMIT_BYTES = 16 << 10;

    private SignalSafeCompiler() {
    }

    /**
     * Compiles entry points, and all that they call, within {@link #DEFAULT_STACK_LIMIT_BYTES} of stack.
     *
     * @param entryPoints at least one, all of one class loader
     * @return the code, to be closed when nothing will call it any more
     * @throws NotSignalSafeException if a method is outside the subset
     * @throws UnsupportedOperationException on a processor that there is no code for
     * @throws IllegalArgumentException if an entry point does not exist or needs more stack, or there is none
     */
    public static SignalSafeCode compile(List<EntryPoint> entryPoints) {
        return compile(entryPoints, DEFAULT_STACK_LIMIT_BYTES);
    }

    /**
     * Compiles entry points, and all that they call.
     *
     * @param entryPoints at least one, all of one class loader
     * @param stackLimitBytes how much stack each may take, what it calls included
     * @return the code, to be closed when nothing will call it any more
     * @throws NotSignalSafeException if a method is outside the subset
     * @throws UnsupportedOperationException on a processor that there is no code for
     * @throws IllegalArgumentException if an entry point does not exist or needs more stack, or there is none
     */
    public static SignalSafeCode compile(List<EntryPoint> entryPoints, int stackLimitBytes) {
        InstructionSet instructionSet = InstructionSet.of(System.getProperty("os.arch"));
        ClassLoader loader = loader(entryPoints);
        List<MethodName> names = entryPoints.stream().map(EntryPoint::methodName).toList();
        Program program = Program.of(names, new ClassFiles(loader));
        List<Graph> graphs = build(program, names);
        MachineCode code = instructionSet.generate(graphs, Set.copyOf(names));
        StackNeed stack = new StackNeed(code);
        names.forEach(name -> stack.requireWithin(name, stackLimitBytes));
        return new SignalSafeCode(entryPoints, code, stack);
    }

    private static ClassLoader loader(List<EntryPoint> entryPoints) {
        if (entryPoints.isEmpty()) {
            throw new IllegalArgumentException("entryPoints must have at least one element: 0");
        }
        ClassLoader loader = entryPoints.getFirst().owner().getClassLoader();
        for (EntryPoint entry : entryPoints) {
            if (entry.owner().getClassLoader() != loader) {
                throw new IllegalArgumentException("entryPoints must be of one class loader: " + entryPoints.getFirst() + " is of " + loader
                        + ", " + entry + " of " + entry.owner().getClassLoader());
            }
        }
        return loader;
    }

    /** The graphs of the entry points and of all that is still called once small callees are inlined; callees first. */
    private static List<Graph> build(Program program, List<MethodName> entryPoints) {
        ProgramBuilder builder = new ProgramBuilder(program);
        Set<MethodName> wanted = new HashSet<>(entryPoints);
        List<Graph> graphs = new ArrayList<>();
        for (MethodName name : List.copyOf(program.bodies().keySet()).reversed()) {
            if (wanted.contains(name)) {
                Graph graph = builder.build(name);
                Optimizer.optimize(graph);
                wanted.addAll(callees(graph));
                graphs.addFirst(graph);
            }
        }
        return graphs;
    }

    private static List<MethodName> callees(Graph graph) {
        return graph.blocks().stream().map(Block::values).flatMap(List::stream)
                .filter(value -> value.operation() == Operation.CALL).map(value -> (MethodName) value.detail()).toList();
    }
}

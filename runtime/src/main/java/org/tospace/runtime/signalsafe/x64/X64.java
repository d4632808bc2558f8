package org.tospace.runtime.signalsafe.x64;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Label;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.signalsafe.allocating.CodeBlock;
import org.tospace.runtime.signalsafe.allocating.CodeGraph;
import org.tospace.runtime.signalsafe.allocating.RegisterAllocator;
import org.tospace.runtime.signalsafe.graph.Block;
import org.tospace.runtime.signalsafe.graph.Graph;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.machine.InstructionSet;
import org.tospace.runtime.signalsafe.machine.MachineCode;
import org.tospace.runtime.signalsafe.machine.MachineMethod;
import org.tospace.runtime.signalsafe.reading.MethodName;

/** The instruction set of x86-64. */
public final class X64 implements InstructionSet {

    private static final int METHOD_ALIGNMENT = 16;
    private static final int[] ALLOCATABLE = Conventions.ALLOCATABLE.stream().mapToInt(Register::ordinal).toArray();

    /** The instruction set; it keeps nothing. */
    public X64() {
    }

    @Override
    public MachineCode generate(List<Graph> methods, Set<MethodName> entryPoints) {
        Assembler assembler = new Assembler();
        Map<MethodName, Label> labels = new HashMap<>();
        Set<MethodName> called = new HashSet<>();
        for (Graph graph : methods) {
            labels.put(graph.name(), assembler.newLabel());
            called.addAll(callees(graph));
        }
        Map<MethodName, MachineMethod> finished = new LinkedHashMap<>();
        for (Graph graph : methods) {
            CodeGraph<Instruction> code = allocate(graph);
            Frame frame = Frame.of(code, called.contains(graph.name()));
            assembler.align(METHOD_ALIGNMENT);
            CodeWriter writer = new CodeWriter(assembler, frame, labels);
            int offset = assembler.offset();
            assembler.bind(labels.get(graph.name()));
            writer.write(Layout.of(code.blocks().getFirst()));
            finished.put(graph.name(), new MachineMethod(graph.name(), offset, assembler.offset() - offset, frame.bytes(),
                    callees(graph), writer.listing()));
        }
        return new MachineCode(assembler.toByteArray(), finished);
    }

    private static CodeGraph<Instruction> allocate(Graph graph) {
        CodeGraph<Instruction> code = Selector.select(graph);
        int[] colors = RegisterAllocator.allocate(code, Register.values().length, ALLOCATABLE, Spilling::spill);
        for (CodeBlock<Instruction> block : code.blocks()) {
            block.instructions().replaceAll(instruction -> instruction.map(reg -> new Location.Reg(colors[reg.number()])));
            block.instructions().removeIf(instruction -> instruction.isMove() && instruction.first().equals(instruction.second()));
            Peephole.run(block);
        }
        return code;
    }

    private static List<MethodName> callees(Graph graph) {
        return graph.blocks().stream().map(Block::values).flatMap(List::stream).filter(value -> value.operation() == Operation.CALL)
                .map(Value::detail).map(MethodName.class::cast).distinct().toList();
    }
}

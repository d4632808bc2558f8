package org.tospace.runtime.signalsafe.x64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.Label;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.allocating.CodeBlock;
import org.tospace.runtime.signalsafe.graph.Origin;
import org.tospace.runtime.signalsafe.machine.MachineMethod;
import org.tospace.runtime.signalsafe.reading.MethodName;

/** Writes a method's allocated instructions in the order of a layout, with its frame made and unmade; and lists them. */
final class CodeWriter {

    private final Assembler assembler;
    private final Frame frame;
    private final Map<MethodName, Label> methods;
    private final InstructionWriter instructions;
    private final Map<CodeBlock<Instruction>, Label> labels = new HashMap<>();
    private final List<MachineMethod.Line> listing = new ArrayList<>();

    CodeWriter(Assembler assembler, Frame frame, Map<MethodName, Label> methods) {
        this.assembler = assembler;
        this.frame = frame;
        this.methods = methods;
        this.instructions = new InstructionWriter(assembler);
    }

    List<MachineMethod.Line> listing() {
        return listing;
    }

    void write(List<CodeBlock<Instruction>> blocks) {
        blocks.forEach(block -> labels.put(block, assembler.newLabel()));
        enter();
        for (int i = 0; i < blocks.size(); i++) {
            assembler.bind(labels.get(blocks.get(i)));
            write(blocks.get(i), i + 1 < blocks.size() ? blocks.get(i + 1) : null);
        }
    }

    private void write(CodeBlock<Instruction> block, CodeBlock<Instruction> next) {
        List<Instruction> list = block.instructions();
        for (int i = 0; i < list.size(); i++) {
            Instruction instruction = list.get(i);
            switch (instruction.opcode()) {
                case J -> {
                    branch(instruction, list.get(i + 1), next);
                    i++;
                }
                case JMP -> jump(instruction, Layout.destination(instruction.target()), next);
                case CALL -> {
                    MethodName callee = (MethodName) instruction.detail();
                    list("call " + callee.shortName(), instruction.origin());
                    assembler.call(methods.get(callee));
                }
                case CALL_NATIVE -> callNative(instruction.origin());
                case RET -> leave(instruction.origin());
                default -> {
                    list(InstructionText.of(instruction), instruction.origin());
                    instructions.write(instruction);
                }
            }
        }
    }

    /** No slot is read or written while the stack pointer is aligned. */
    private void callNative(Origin origin) {
        list("mov rbx,rsp", origin);
        assembler.mov(Width.QWORD, Register.RBX, Register.RSP);
        list("and rsp,0x" + Long.toHexString(-Frame.STACK_ALIGNMENT), origin);
        assembler.and(Width.QWORD, Register.RSP, -Frame.STACK_ALIGNMENT);
        list("call rax", origin);
        assembler.call(Register.RAX);
        list("mov rsp,rbx", origin);
        assembler.mov(Width.QWORD, Register.RSP, Register.RBX);
    }

    private void branch(Instruction jump, Instruction otherwise, CodeBlock<Instruction> next) {
        CodeBlock<Instruction> target = Layout.destination(jump.target());
        if (target == next) {
            conditional(jump.condition().negated(), Layout.destination(otherwise.target()), jump.origin());
        } else {
            conditional(jump.condition(), target, jump.origin());
            jump(otherwise, Layout.destination(otherwise.target()), next);
        }
    }

    private void conditional(Condition condition, CodeBlock<Instruction> target, Origin origin) {
        list("j" + InstructionText.name(condition) + " " + name(target), origin);
        assembler.j(condition, labels.get(target));
    }

    private void jump(Instruction jump, CodeBlock<Instruction> target, CodeBlock<Instruction> next) {
        if (target != next) {
            list("jmp " + name(target), jump.origin());
            assembler.jmp(labels.get(target));
        }
    }

    private static String name(CodeBlock<Instruction> block) {
        return "b" + block.number();
    }

    private void enter() {
        for (Register register : frame.saved()) {
            list("push " + InstructionText.name(register, Width.QWORD), null);
            assembler.push(register);
        }
        if (frame.slots() > 0) {
            list("sub rsp," + frame.slotBytes(), null);
            assembler.sub(Width.QWORD, Register.RSP, frame.slotBytes());
        }
    }

    private void leave(Origin origin) {
        if (frame.slots() > 0) {
            list("add rsp," + frame.slotBytes(), origin);
            assembler.add(Width.QWORD, Register.RSP, frame.slotBytes());
        }
        for (Register register : frame.saved().reversed()) {
            list("pop " + InstructionText.name(register, Width.QWORD), origin);
            assembler.pop(register);
        }
        list("ret", origin);
        assembler.ret();
    }

    private void list(String text, Origin origin) {
        listing.add(new MachineMethod.Line(assembler.offset(), text, origin));
    }
}

package org.tospace.runtime.signalsafe.x64;

import java.util.List;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.allocating.CodeBlock;
import org.tospace.runtime.signalsafe.allocating.CodeGraph;
import org.tospace.runtime.signalsafe.graph.Origin;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.x64.Location.Immediate;
import org.tospace.runtime.signalsafe.x64.Location.Reg;

/** Where chosen instructions go: the end of one block, with the origin they have in common. */
final class CodeSink {

    private final CodeGraph<Instruction> code;
    private CodeBlock<Instruction> block;
    private Origin origin;

    CodeSink(CodeGraph<Instruction> code) {
        this.code = code;
    }

    void goTo(CodeBlock<Instruction> next) {
        block = next;
    }

    void setOrigin(Origin now) {
        origin = now;
    }

    Reg newRegister() {
        return new Reg(code.newRegister());
    }

    static Reg reg(Register register) {
        return new Reg(register.ordinal());
    }

    static Width width(Type type) {
        return type == Type.LONG ? Width.QWORD : Width.DWORD;
    }

    void emit(Opcode opcode, Width width, Location first, Location second) {
        emit(opcode, width, null, first, second, null);
    }

    void emit(Opcode opcode, Width width, Location first) {
        emit(opcode, width, null, first, null, null);
    }

    void emit(Opcode opcode) {
        emit(opcode, Width.QWORD, null, null, null, null);
    }

    void emit(Opcode opcode, Width width, Condition condition, Location first, Location second, Object detail) {
        block.instructions().add(new Instruction(opcode, width, condition, first, second, detail, origin));
    }

    void move(Location to, Location from, Width width) {
        emit(Opcode.MOV, width, to, from);
    }

    void move(Reg to, long number) {
        emit(Opcode.MOV, Width.QWORD, to, new Immediate(number));
    }

    /** Makes a register 1 if the flags say so, else 0. Leaves the flags alone. */
    void set(Condition condition, Reg to) {
        Reg low = newRegister();
        emit(Opcode.SET, Width.BYTE, condition, low, null, null);
        emit(Opcode.MOVZX, Width.BYTE, to, low);
    }

    /** Goes to one block. */
    void jump(CodeBlock<Instruction> target) {
        emit(Opcode.JMP, Width.QWORD, null, null, null, target);
        block.setSuccessors(List.of(target));
    }

    /** Goes to one of two blocks. */
    void jump(Condition condition, CodeBlock<Instruction> then, CodeBlock<Instruction> otherwise) {
        emit(Opcode.J, Width.QWORD, condition, null, null, then);
        emit(Opcode.JMP, Width.QWORD, null, null, null, otherwise);
        block.setSuccessors(List.of(then, otherwise));
    }
}

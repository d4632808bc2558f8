package org.tospace.runtime.signalsafe.x64;

import java.util.ArrayList;
import java.util.List;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.allocating.CodeBlock;
import org.tospace.runtime.signalsafe.x64.Location.Immediate;
import org.tospace.runtime.signalsafe.x64.Location.Memory;
import org.tospace.runtime.signalsafe.x64.Location.Reg;

/** Makes one instruction of a move and an addition behind it: {@code lea}. Nothing reads the flags of an addition. */
final class Peephole {

    private Peephole() {
    }

    static void run(CodeBlock<Instruction> block) {
        List<Instruction> list = new ArrayList<>();
        for (Instruction instruction : block.instructions()) {
            Instruction sum = list.isEmpty() ? null : sum(list.getLast(), instruction);
            if (sum == null) {
                list.add(instruction);
            } else {
                list.set(list.size() - 1, sum);
            }
        }
        block.setInstructions(list);
    }

    private static Instruction sum(Instruction move, Instruction add) {
        if (!move.isMove() || add.opcode() != Opcode.ADD || !move.first().equals(add.first())) {
            return null;
        }
        Reg source = (Reg) move.second();
        Memory operand = switch (add.second()) {
            case Immediate(long value) -> new Memory(source, null, 1, (int) value);
            case Reg other when other.number() != Register.RSP.ordinal() && !other.equals(add.first()) -> new Memory(source, other, 1, 0);
            default -> null;
        };
        return operand == null ? null : new Instruction(Opcode.LEA, Width.QWORD, null, add.first(), operand, null, add.origin());
    }
}

package org.tospace.runtime.signalsafe.x64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.allocating.CodeBlock;
import org.tospace.runtime.signalsafe.allocating.CodeGraph;
import org.tospace.runtime.signalsafe.x64.Location.Immediate;
import org.tospace.runtime.signalsafe.x64.Location.Memory;
import org.tospace.runtime.signalsafe.x64.Location.Reg;
import org.tospace.runtime.signalsafe.x64.Location.Slot;

/**
 * Moves registers to the frame: an instruction that can takes its operand from there; for another it is loaded to a new register
 * before, and stored behind. Adds nothing but moves, which leave the flags alone.
 */
final class Spilling {

    private final CodeGraph<Instruction> code;
    private final int[] slots;
    private List<Instruction> list;
    private Map<Integer, Reg> loaded;

    private Spilling(CodeGraph<Instruction> code, int[] slots) {
        this.code = code;
        this.slots = slots;
    }

    static void spill(CodeGraph<Instruction> code, int[] slots) {
        Spilling spilling = new Spilling(code, slots);
        for (CodeBlock<Instruction> block : code.blocks()) {
            spilling.list = new ArrayList<>();
            for (Instruction instruction : block.instructions()) {
                spilling.loaded = new HashMap<>();
                spilling.rewrite(instruction);
            }
            block.setInstructions(spilling.list);
        }
    }

    private void rewrite(Instruction instruction) {
        Location first = instruction.first();
        Location second = instruction.second();
        if (instruction.opcode() == Opcode.MOV && isSpilled(first)) {
            store(instruction, slot(first));
            return;
        }
        boolean firstInFrame = isSpilled(first) && instruction.opcode() == Opcode.CMP && !isSpilled(second) && !isInMemory(second);
        boolean secondInFrame = isSpilled(second) && instruction.opcode().takesMemory() && !isInMemory(first);
        Location newSecond = secondInFrame ? slot(second) : register(instruction, second);
        Location newFirst = firstInFrame ? slot(first)
                : isSpilled(first) && !instruction.opcode().readsFirst() ? fresh(first) : register(instruction, first);
        list.add(instruction.with(newFirst, newSecond));
        if (instruction.opcode().writesFirst() && isSpilled(first)) {
            list.add(move(instruction, slot(first), newFirst));
        }
        if (instruction.opcode() == Opcode.LOCK_XADD && isSpilled(second)) {
            list.add(move(instruction, slot(second), newSecond));
        }
    }

    /** A move whose target is in the frame. */
    private void store(Instruction instruction, Slot slot) {
        Location source = instruction.second();
        if (isSpilled(source) && slot(source).equals(slot)) {
            return;
        }
        boolean direct = source instanceof Reg && !isSpilled(source) || source instanceof Immediate(long value) && value == (int) value;
        if (direct) {
            list.add(move(instruction, slot, source));
            return;
        }
        Reg moment = new Reg(code.newRegister());
        Location from = isSpilled(source) ? slot(source) : register(instruction, source);
        list.add(instruction.with(moment, from));
        list.add(move(instruction, slot, moment));
    }

    /** The operand with its spilled registers loaded. */
    private Location register(Instruction instruction, Location location) {
        return location == null ? null : location.map(reg -> isSpilled(reg) ? load(instruction, reg) : reg);
    }

    private Reg load(Instruction instruction, Reg reg) {
        return loaded.computeIfAbsent(reg.number(), key -> {
            Reg moment = new Reg(code.newRegister());
            list.add(move(instruction, moment, slot(reg)));
            return moment;
        });
    }

    private Reg fresh(Location location) {
        return loaded.computeIfAbsent(((Reg) location).number(), key -> new Reg(code.newRegister()));
    }

    private Instruction move(Instruction for64Bits, Location to, Location from) {
        return new Instruction(Opcode.MOV, Width.QWORD, null, to, from, null, for64Bits.origin());
    }

    private boolean isSpilled(Location location) {
        return location instanceof Reg(int number) && slots[number] >= 0;
    }

    private static boolean isInMemory(Location location) {
        return location instanceof Memory || location instanceof Slot;
    }

    private Slot slot(Location location) {
        return new Slot(slots[((Reg) location).number()]);
    }
}

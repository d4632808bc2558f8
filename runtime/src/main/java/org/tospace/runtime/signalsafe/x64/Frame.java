package org.tospace.runtime.signalsafe.x64;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.signalsafe.allocating.CodeBlock;
import org.tospace.runtime.signalsafe.allocating.CodeGraph;

/**
 * A method's frame, from the top: return address, saved registers, slots of 8 bytes.
 *
 * @param saved what the method changes and must leave as it was, in the order of pushing
 * @param slots how many slots there are
 * @param callsNative whether native code is called, for which there is room to align the stack, and its return address
 */
record Frame(List<Register> saved, int slots, boolean callsNative) {

    /** What the C calling convention wants the stack pointer to be a multiple of at a call; a power of two. */
    static final int STACK_ALIGNMENT = 16;

    /** The frame that allocated code needs; {@code forCode} when compiled code calls the method. */
    static Frame of(CodeGraph<Instruction> code, boolean forCode) {
        BitSet written = new BitSet();
        boolean callsNative = false;
        for (CodeBlock<Instruction> block : code.blocks()) {
            block.instructions().forEach(instruction -> instruction.forEachWrite(written::set));
            callsNative |= block.instructions().stream().anyMatch(instruction -> instruction.opcode() == Opcode.CALL_NATIVE);
        }
        List<Register> saved = new ArrayList<>();
        for (Register register : Conventions.ALLOCATABLE) {
            boolean preserved = forCode ? register != Register.RAX : Conventions.PRESERVED_FOR_C.contains(register);
            if (preserved && written.get(register.ordinal())) {
                saved.add(register);
            }
        }
        return new Frame(saved, code.frameSlots(), callsNative);
    }

    /** Bytes of all slots. */
    int slotBytes() {
        return slots * Long.BYTES;
    }

    /** Bytes in all, the return address included; of a native call its return address and the most that aligning takes. */
    int bytes() {
        return slotBytes() + (saved.size() + 1) * Long.BYTES + (callsNative ? STACK_ALIGNMENT : 0);
    }
}

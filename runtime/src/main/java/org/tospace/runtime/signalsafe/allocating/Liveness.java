package org.tospace.runtime.signalsafe.allocating;

import java.util.BitSet;
import java.util.List;

/** Which registers hold something that is still read, at the end of each block. */
final class Liveness {

    private final BitSet[] liveIn;
    private final BitSet[] liveOut;

    /** Solves the data-flow equations, backwards until nothing changes. */
    <I extends Allocatable> Liveness(CodeGraph<I> code) {
        List<CodeBlock<I>> blocks = code.blocks();
        liveIn = new BitSet[blocks.size()];
        liveOut = new BitSet[blocks.size()];
        BitSet[] kept = new BitSet[blocks.size()];
        for (CodeBlock<I> block : blocks) {
            BitSet read = new BitSet();
            BitSet written = new BitSet();
            for (I instruction : block.instructions().reversed()) {
                step(instruction, read);
                instruction.forEachWrite(written::set);
            }
            liveIn[block.number()] = read;
            liveOut[block.number()] = new BitSet();
            kept[block.number()] = written;
            written.flip(0, code.registers());
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (CodeBlock<I> block : blocks.reversed()) {
                changed |= update(block, kept[block.number()]);
            }
        }
    }

    private boolean update(CodeBlock<?> block, BitSet kept) {
        BitSet out = liveOut[block.number()];
        int before = out.cardinality();
        block.successors().forEach(successor -> out.or(liveIn[successor.number()]));
        if (out.cardinality() == before) {
            return false;
        }
        BitSet through = (BitSet) out.clone();
        through.and(kept);
        liveIn[block.number()].or(through);
        return true;
    }

    /** The registers that are live at a block's end. */
    BitSet atEnd(CodeBlock<?> block) {
        return (BitSet) liveOut[block.number()].clone();
    }

    /** Steps backwards over an instruction. */
    static void step(Allocatable instruction, BitSet live) {
        instruction.forEachWrite(live::clear);
        instruction.forEachRead(live::set);
    }
}

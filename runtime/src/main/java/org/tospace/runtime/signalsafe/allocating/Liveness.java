package org.tospace.runtime.signalsafe.allocating;

import java.util.BitSet;
import java.util.List;

/** Which registers hold something that is still read, at the end of each block. */
final class Liveness {

    private final BitSet[] liveOut;

    /** Solves the data-flow equations, backwards until nothing changes. */
    <I extends Allocatable> Liveness(CodeGraph<I> code) {
        List<CodeBlock<I>> blocks = code.blocks();
        liveOut = new BitSet[blocks.size()];
        BitSet[] liveIn = new BitSet[blocks.size()];
        for (CodeBlock<I> block : blocks) {
            liveOut[block.number()] = new BitSet();
            liveIn[block.number()] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (CodeBlock<I> block : blocks.reversed()) {
                BitSet live = liveOut[block.number()];
                block.successors().forEach(successor -> live.or(liveIn[successor.number()]));
                BitSet now = (BitSet) live.clone();
                block.instructions().reversed().forEach(instruction -> step(instruction, now));
                changed |= !now.equals(liveIn[block.number()]);
                liveIn[block.number()] = now;
            }
        }
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

package org.tospace.runtime.signalsafe.allocating;

import java.util.ArrayList;
import java.util.List;

/**
 * A basic block of instructions.
 *
 * @param <I> the kind of instruction
 */
public final class CodeBlock<I extends Allocatable> {

    private final int number;
    private final int depth;
    private List<I> instructions = new ArrayList<>();
    private List<CodeBlock<I>> successors = List.of();

    /** An empty block with its number in the method and the number of loops around it. */
    public CodeBlock(int number, int depth) {
        this.number = number;
        this.depth = depth;
    }

    /** Its number: an index into {@link CodeGraph#blocks()}. */
    public int number() {
        return number;
    }

    /** The number of loops around it. */
    public int depth() {
        return depth;
    }

    /** The instructions, to be changed in place. */
    public List<I> instructions() {
        return instructions;
    }

    /** Replaces the instructions. */
    public void setInstructions(List<I> list) {
        instructions = list;
    }

    /** The blocks that may follow. */
    public List<CodeBlock<I>> successors() {
        return successors;
    }

    /** Says which blocks may follow. */
    public void setSuccessors(List<CodeBlock<I>> list) {
        successors = list;
    }
}

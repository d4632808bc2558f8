package org.tospace.runtime.signalsafe.allocating;

import java.util.ArrayList;
import java.util.List;

/**
 * The instructions of a method, over any number of registers.
 *
 * @param <I> the kind of instruction
 */
public final class CodeGraph<I extends Allocatable> {

    private final List<CodeBlock<I>> blocks = new ArrayList<>();
    private int registers;
    private int frameSlots;

    /** No code yet, and the processor's registers only. */
    public CodeGraph(int processorRegisters) {
        this.registers = processorRegisters;
    }

    /** The blocks, the first of which is where the method starts; to be added to. */
    public List<CodeBlock<I>> blocks() {
        return blocks;
    }

    /** A register that nothing names yet. */
    public int newRegister() {
        return registers++;
    }

    /** How many registers there are, the processor's included. */
    public int registers() {
        return registers;
    }

    /** A place of 8 bytes in the frame. */
    int newFrameSlot() {
        return frameSlots++;
    }

    /** How many places of 8 bytes the frame has. */
    public int frameSlots() {
        return frameSlots;
    }
}

package org.tospace.runtime.signalsafe.allocating;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Gives every register of some code one of the processor's: colours, lets the instruction set move to memory what found no place,
 * and colours again.
 *
 * <p>Registers that are made for single accesses to memory are never moved to memory themselves, so this ends.
 */
public final class RegisterAllocator {

    /** A bound that only a defect can reach. */
    private static final int MOST_ROUNDS = 50;

    /**
     * Rewrites code so that some registers live in the frame.
     *
     * @param <I> the kind of instruction
     */
    @FunctionalInterface
    public interface Spiller<I extends Allocatable> {

        /**
         * Replaces registers by places in the frame, with new registers for the moment where an instruction needs one.
         *
         * @param code what to change
         * @param slots by register: its place, or -1
         */
        void spill(CodeGraph<I> code, int[] slots);
    }

    private RegisterAllocator() {
    }

    /**
     * Allocates.
     *
     * @param <I> the kind of instruction
     * @param code what to allocate for; the spiller changes it
     * @param precolored how many of its registers are the processor's
     * @param order those that may be given, best first
     * @param spiller moves registers to the frame
     * @return by register: the processor's
     */
    public static <I extends Allocatable> int[] allocate(CodeGraph<I> code, int precolored, int[] order, Spiller<I> spiller) {
        BitSet unspillable = new BitSet();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Coloring coloring = new Coloring(precolored, order, new Interference(code), code.registers(), unspillable);
            coloring.run();
            if (coloring.spilled().isEmpty()) {
                int[] colors = new int[code.registers()];
                Arrays.setAll(colors, coloring::color);
                return colors;
            }
            int before = code.registers();
            spiller.spill(code, slots(code, precolored, coloring));
            unspillable.set(before, code.registers());
        }
        throw new IllegalStateException("registers were still not enough after " + MOST_ROUNDS + " rounds");
    }

    private static <I extends Allocatable> int[] slots(CodeGraph<I> code, int precolored, Coloring coloring) {
        int[] ofRepresentative = new int[code.registers()];
        coloring.spilled().stream().forEach(node -> ofRepresentative[node] = code.newFrameSlot());
        int[] slots = new int[code.registers()];
        Arrays.fill(slots, -1);
        for (int register = precolored; register < slots.length; register++) {
            int node = coloring.representative(register);
            if (coloring.spilled().get(node)) {
                slots[register] = ofRepresentative[node];
            }
        }
        return slots;
    }
}

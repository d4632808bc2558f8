package org.tospace.runtime.signalsafe.allocating;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Which registers may not be the same, which would better be, and what it would cost to keep one in memory.
 *
 * <p>Two registers interfere when one is written while the other is live; the source of a move does not interfere with its target
 * by that move.
 */
final class Interference {

    /**
     * A move that would go if both registers were the same.
     *
     * @param target written
     * @param source read
     * @param depth loops around it
     */
    record Move(int target, int source, int depth) {
    }

    private static final int DEEPEST = 6;

    private final BitSet[] neighbours;
    private final double[] costs;
    private final List<Move> moves = new ArrayList<>();

    <I extends Allocatable> Interference(CodeGraph<I> code) {
        neighbours = new BitSet[code.registers()];
        costs = new double[code.registers()];
        for (int i = 0; i < neighbours.length; i++) {
            neighbours[i] = new BitSet();
        }
        Liveness liveness = new Liveness(code);
        for (CodeBlock<I> block : code.blocks()) {
            BitSet live = liveness.atEnd(block);
            double weight = Math.pow(10, Math.min(block.depth(), DEEPEST));
            for (I instruction : block.instructions().reversed()) {
                add(instruction, live, block.depth());
                instruction.forEachRead(register -> costs[register] += weight);
                instruction.forEachWrite(register -> costs[register] += weight);
                Liveness.step(instruction, live);
            }
        }
        makeSymmetric();
        moves.sort(Comparator.comparingInt(Move::depth).reversed());
    }

    private void add(Allocatable instruction, BitSet live, int depth) {
        if (instruction.isMove()) {
            int[] move = new int[2];
            instruction.forEachWrite(register -> move[0] = register);
            instruction.forEachRead(register -> {
                move[1] = register;
                live.clear(register);
            });
            moves.add(new Move(move[0], move[1], depth));
        }
        instruction.forEachWrite(live::set);
        instruction.forEachWrite(written -> neighbours[written].or(live));
    }

    private void makeSymmetric() {
        for (int a = 0; a < neighbours.length; a++) {
            neighbours[a].clear(a);
            for (int b = neighbours[a].nextSetBit(0); b >= 0; b = neighbours[a].nextSetBit(b + 1)) {
                neighbours[b].set(a);
            }
        }
    }

    /** The registers that a register may not be the same as. */
    BitSet neighbours(int register) {
        return neighbours[register];
    }

    /** The moves, those in the deepest loops first. */
    List<Move> moves() {
        return moves;
    }

    /** How often a register is named, as guessed from the loops around. */
    double cost(int register) {
        return costs[register];
    }
}

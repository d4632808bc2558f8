package org.tospace.runtime.signalsafe.graph;

import java.util.List;

/** How a block ends. Immutable; a block is given another to change. */
public sealed interface Terminator {

    /** The blocks that may follow. */
    List<Block> successors();

    /**
     * Goes on with one block.
     *
     * @param target which
     */
    record Goto(Block target) implements Terminator {
        @Override
        public List<Block> successors() {
            return List.of(target);
        }
    }

    /**
     * Compares and goes on with one of two blocks.
     *
     * @param comparison how
     * @param left first value
     * @param right second value, of the same type
     * @param then where to when it holds
     * @param otherwise where to when not
     * @param origin the instruction it was made from
     */
    record Branch(Comparison comparison, Value left, Value right, Block then, Block otherwise, Origin origin) implements Terminator {
        @Override
        public List<Block> successors() {
            return List.of(then, otherwise);
        }
    }

    /**
     * Leaves the method.
     *
     * @param value its result, or null
     * @param origin the instruction it was made from
     */
    record Return(Value value, Origin origin) implements Terminator {
        @Override
        public List<Block> successors() {
            return List.of();
        }
    }
}

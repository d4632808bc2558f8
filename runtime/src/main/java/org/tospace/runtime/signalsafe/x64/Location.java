package org.tospace.runtime.signalsafe.x64;

import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** What an instruction works on. */
sealed interface Location {

    /** Names the registers that finding the location reads; for a register that is itself. */
    default void forEachRegister(IntConsumer action) {
    }

    /** The same with other registers. */
    default Location map(UnaryOperator<Reg> change) {
        return this;
    }

    /** A register: the processor's below 16, by its number in machine code, or one still to be allocated. */
    record Reg(int number) implements Location {
        @Override
        public void forEachRegister(IntConsumer action) {
            action.accept(number);
        }

        @Override
        public Location map(UnaryOperator<Reg> change) {
            return change.apply(this);
        }
    }

    /** A number; of more than 32 bits only in a move to a register. */
    record Immediate(long value) implements Location {
    }

    /** Memory at base + index * scale + displacement; {@code index} may be null. */
    record Memory(Reg base, Reg index, int scale, int displacement) implements Location {
        @Override
        public void forEachRegister(IntConsumer action) {
            action.accept(base.number);
            if (index != null) {
                action.accept(index.number);
            }
        }

        @Override
        public Location map(UnaryOperator<Reg> change) {
            return new Memory(change.apply(base), index == null ? null : change.apply(index), scale, displacement);
        }
    }

    /** A place in the frame. */
    record Slot(int number) implements Location {
    }
}

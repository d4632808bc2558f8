package org.tospace.runtime.signalsafe.x64;

import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.allocating.Allocatable;
import org.tospace.runtime.signalsafe.allocating.CodeBlock;
import org.tospace.runtime.signalsafe.graph.Origin;
import org.tospace.runtime.signalsafe.reading.MethodName;
import org.tospace.runtime.signalsafe.x64.Location.Reg;

/**
 * An instruction.
 *
 * @param opcode what it does
 * @param width in how many bits; for MOVZX and MOVSX those of the source
 * @param condition when, for those that ask
 * @param first first operand, or null
 * @param second second operand, or null; both are never memory
 * @param detail what else it is told, as the opcode says, or null
 * @param origin the bytecode it comes from, or null
 */
record Instruction(Opcode opcode, Width width, Condition condition, Location first, Location second, Object detail, Origin origin)
        implements Allocatable {

    /** The block that a jump goes to. */
    @SuppressWarnings("unchecked")
    CodeBlock<Instruction> target() {
        return (CodeBlock<Instruction>) detail;
    }

    /** The same with other operands. */
    Instruction with(Location newFirst, Location newSecond) {
        return new Instruction(opcode, width, condition, newFirst, newSecond, detail, origin);
    }

    /** The same with other registers. */
    Instruction map(UnaryOperator<Reg> change) {
        return with(first == null ? null : first.map(change), second == null ? null : second.map(change));
    }

    @Override
    public boolean isMove() {
        return opcode == Opcode.MOV && first instanceof Reg && second instanceof Reg;
    }

    @Override
    public void forEachRead(IntConsumer action) {
        if (first != null && (opcode.readsFirst() || !(first instanceof Reg))) {
            first.forEachRegister(action);
        }
        if (second != null) {
            second.forEachRegister(action);
        }
        opcode.reads().forEach(register -> action.accept(register.ordinal()));
        switch (opcode) {
            case SYSCALL -> Conventions.SYSTEM_CALL_ARGUMENTS.subList(0, (Integer) detail)
                    .forEach(register -> action.accept(register.ordinal()));
            case CALL_NATIVE -> Conventions.ARGUMENTS.subList(0, (Integer) detail).forEach(register -> action.accept(register.ordinal()));
            case CALL -> Conventions.ARGUMENTS.subList(0, ((MethodName) detail).type().parameterCount())
                    .forEach(register -> action.accept(register.ordinal()));
            case RET -> {
                if ((Boolean) detail) {
                    action.accept(0);
                }
            }
            default -> { }
        }
    }

    @Override
    public void forEachWrite(IntConsumer action) {
        if (opcode.writesFirst() && first instanceof Reg(int number)) {
            action.accept(number);
        }
        if (opcode == Opcode.LOCK_XADD) {
            second.forEachRegister(action);
        }
        opcode.writes().forEach(register -> action.accept(register.ordinal()));
    }
}

package org.tospace.runtime.signalsafe.x64;

import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Operand;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;

/**
 * The five forms of an arithmetic instruction with two operands, as methods of the assembler.
 *
 * @param registers register and register
 * @param immediate register and number
 * @param fromMemory register and memory
 * @param toMemory memory and register
 * @param memoryImmediate memory and number
 */
record ArithmeticForm(Form<Register, Register> registers, Number<Register> immediate, Form<Register, Operand> fromMemory,
        Form<Operand, Register> toMemory, Number<Operand> memoryImmediate) {

    /** A form with two operands. */
    @FunctionalInterface
    interface Form<A, B> {
        void write(Assembler assembler, Width width, A first, B second);
    }

    /** A form with an operand and a number. */
    @FunctionalInterface
    interface Number<A> {
        void write(Assembler assembler, Width width, A first, int number);
    }

    private static final ArithmeticForm ADD =
            new ArithmeticForm(Assembler::add, Assembler::add, Assembler::add, Assembler::add, Assembler::add);
    private static final ArithmeticForm OR =
            new ArithmeticForm(Assembler::or, Assembler::or, Assembler::or, Assembler::or, Assembler::or);
    private static final ArithmeticForm AND =
            new ArithmeticForm(Assembler::and, Assembler::and, Assembler::and, Assembler::and, Assembler::and);
    private static final ArithmeticForm SUB =
            new ArithmeticForm(Assembler::sub, Assembler::sub, Assembler::sub, Assembler::sub, Assembler::sub);
    private static final ArithmeticForm XOR =
            new ArithmeticForm(Assembler::xor, Assembler::xor, Assembler::xor, Assembler::xor, Assembler::xor);
    private static final ArithmeticForm CMP =
            new ArithmeticForm(Assembler::cmp, Assembler::cmp, Assembler::cmp, Assembler::cmp, Assembler::cmp);
    /** Of multiplication there are but two. */
    private static final ArithmeticForm IMUL = new ArithmeticForm(Assembler::imul,
            (assembler, width, first, number) -> assembler.imul(width, first, first, number), Assembler::imul, null, null);

    /** The forms of an instruction. */
    static ArithmeticForm of(Opcode opcode) {
        return switch (opcode) {
            case ADD -> ADD;
            case OR -> OR;
            case AND -> AND;
            case SUB -> SUB;
            case XOR -> XOR;
            case CMP -> CMP;
            case IMUL -> IMUL;
            default -> throw new IllegalArgumentException("not an arithmetic instruction of two operands: " + opcode);
        };
    }
}

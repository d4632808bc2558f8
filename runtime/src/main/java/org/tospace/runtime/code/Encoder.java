package org.tospace.runtime.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of x86-64 instructions: prefixes, REX, opcode, ModRM, SIB, displacement, immediate; and labels. Knows no
 * instruction by name.
 *
 * <p>An opcode is one byte, or two as {@code 0x0fXX}. A <em>sized</em> opcode is that of the wide form, whose byte form is
 * one less. After the Intel manual, volume 2, chapter 2.
 */
abstract class Encoder {

    private static final int REX = 0x40;
    private static final int REX_W = 0x48;
    private static final int REX_R = 0x44;
    private static final int REX_X = 0x42;
    private static final int REX_B = 0x41;
    private static final int NO_REX = 0;

    private final List<Label> labels = new ArrayList<>();
    private byte[] bytes = new byte[256];
    private int length;

    /**
     * How much code there is.
     *
     * @return bytes so far, the offset of what is emitted next
     */
    public int offset() {
        return length;
    }

    /**
     * Makes a label for later.
     *
     * @return a label that is not bound yet
     */
    public Label newLabel() {
        Label label = new Label();
        labels.add(label);
        return label;
    }

    /**
     * Puts a label here.
     *
     * @param label what the jumps name
     * @throws IllegalStateException if it is bound already
     */
    public void bind(Label label) {
        label.bind(length);
        for (int where : label.waiting()) {
            int distance = length - (where + Integer.BYTES);
            for (int i = 0; i < Integer.BYTES; i++) {
                bytes[where + i] = (byte) (distance >> (8 * i));
            }
        }
    }

    /**
     * Makes a label and puts it here.
     *
     * @return the label
     */
    public Label here() {
        Label label = newLabel();
        bind(label);
        return label;
    }

    /**
     * The finished code, which runs at any address.
     *
     * @return a copy of the bytes
     * @throws IllegalStateException if a jump names a label that is not bound
     */
    public byte[] toByteArray() {
        for (Label label : labels) {
            if (!label.isBound() && !label.waiting().isEmpty()) {
                throw new IllegalStateException("the instruction before offset "
                        + (label.waiting().getFirst() + Integer.BYTES) + " names a label that is not bound");
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    final void emit8(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
    }

    final void emit(long value, int count) {
        for (int i = 0; i < count; i++) {
            emit8((int) (value >> (8 * i)));
        }
    }

    /** A 32-bit distance from the end of itself to the label. */
    final void emitDistance(Label label) {
        if (label.isBound()) {
            emit(label.offset() - (length + Integer.BYTES), Integer.BYTES);
        } else {
            label.await(length);
            emit(0, Integer.BYTES);
        }
    }

    /** A sized opcode with two registers. */
    final void sized(Width width, int opcode, Register reg, Register rm) {
        prefix(width);
        rex(width, byteRegister(width, reg) || byteRegister(width, rm), reg, null, rm);
        opcode(sizedOpcode(width, opcode));
        modRm(3, reg.low(), rm.low());
    }

    /** A sized opcode with a register and memory. */
    final void sized(Width width, int opcode, Register reg, Operand rm) {
        prefix(width);
        rex(width, byteRegister(width, reg), reg, rm.index(), rm.base());
        opcode(sizedOpcode(width, opcode));
        memory(reg.low(), rm);
    }

    /** A sized opcode with a digit in place of the first register. */
    final void sized(Width width, int opcode, int digit, Register rm) {
        prefix(width);
        rex(width, byteRegister(width, rm), null, null, rm);
        opcode(sizedOpcode(width, opcode));
        modRm(3, digit, rm.low());
    }

    /** A sized opcode with a digit and memory. */
    final void sized(Width width, int opcode, int digit, Operand rm) {
        prefix(width);
        rex(width, false, null, rm.index(), rm.base());
        opcode(sizedOpcode(width, opcode));
        memory(digit, rm);
    }

    /** An opcode without a byte form, with two registers; {@code source} is how much of {@code rm} is read. */
    final void unsized(Width width, int opcode, Register reg, Register rm, Width source) {
        prefix(width);
        rex(width, byteRegister(source, rm), reg, null, rm);
        opcode(opcode);
        modRm(3, reg.low(), rm.low());
    }

    /** An opcode without a byte form, with a register and memory. */
    final void unsized(Width width, int opcode, Register reg, Operand rm) {
        prefix(width);
        rex(width, false, reg, rm.index(), rm.base());
        opcode(opcode);
        memory(reg.low(), rm);
    }

    /** An opcode that holds the register in its low three bits. */
    final void inOpcode(Width width, int opcode, Register register) {
        rex(width, false, null, null, register);
        emit8(opcode + register.low());
    }

    /** A register and a label's address, relative to the instruction pointer. */
    final void relative(Width width, int opcode, Register reg, Label label) {
        rex(width, false, reg, null, null);
        opcode(opcode);
        modRm(0, reg.low(), 5);
        emitDistance(label);
    }

    private static int sizedOpcode(Width width, int opcode) {
        return width == Width.BYTE ? opcode - 1 : opcode;
    }

    /** Numbers 4 to 7 mean AH to BH without a REX prefix, SPL to DIL with one. */
    private static boolean byteRegister(Width width, Register register) {
        return width == Width.BYTE && register.number() >= 4;
    }

    private void prefix(Width width) {
        if (width == Width.WORD) {
            emit8(0x66);
        }
    }

    private void rex(Width width, boolean always, Register reg, Register index, Register base) {
        int rex = (width == Width.QWORD ? REX_W : NO_REX)
                | (reg != null && reg.extended() ? REX_R : NO_REX)
                | (index != null && index.extended() ? REX_X : NO_REX)
                | (base != null && base.extended() ? REX_B : NO_REX)
                | (always ? REX : NO_REX);
        if (rex != NO_REX) {
            emit8(rex);
        }
    }

    private void opcode(int opcode) {
        if (opcode > 0xff) {
            emit8(opcode >> 8);
        }
        emit8(opcode);
    }

    private void modRm(int mod, int reg, int rm) {
        emit8(mod << 6 | reg << 3 | rm);
    }

    /** ModRM, SIB and displacement. RBP and R13 cannot do without a displacement, RSP and R12 not without a SIB byte. */
    private void memory(int reg, Operand operand) {
        int displacement = operand.displacement();
        int base = operand.base().low();
        int mod = displacement == 0 && base != 5 ? 0 : displacement == (byte) displacement ? 1 : 2;
        if (operand.index() != null || base == 4) {
            modRm(mod, reg, 4);
            int index = operand.index() == null ? 4 : operand.index().low();
            emit8(Integer.numberOfTrailingZeros(operand.scale()) << 6 | index << 3 | base);
        } else {
            modRm(mod, reg, base);
        }
        if (mod != 0) {
            emit(displacement, mod == 1 ? Byte.BYTES : Integer.BYTES);
        }
    }
}

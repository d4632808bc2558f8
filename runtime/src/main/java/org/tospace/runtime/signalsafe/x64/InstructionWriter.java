package org.tospace.runtime.signalsafe.x64;

import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Operand;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.x64.Location.Immediate;
import org.tospace.runtime.signalsafe.x64.Location.Memory;
import org.tospace.runtime.signalsafe.x64.Location.Reg;
import org.tospace.runtime.signalsafe.x64.Location.Slot;

/** Hands instructions, all but jumps, calls and returns, to the assembler. */
final class InstructionWriter {

    private final Assembler assembler;

    InstructionWriter(Assembler assembler) {
        this.assembler = assembler;
    }

    void write(Instruction instruction) {
        Width width = instruction.width();
        Location first = instruction.first();
        Location second = instruction.second();
        switch (instruction.opcode()) {
            case MOV -> move(width, first, second);
            case MOVZX, MOVSX -> extend(instruction);
            case LEA -> assembler.lea(register(first), operand(second));
            case ADD, OR, AND, SUB, XOR, IMUL, CMP -> arithmetic(instruction);
            case IMUL_BY -> assembler.imul(width, register(first), register(second), (Integer) instruction.detail());
            case TEST -> test(width, first, second);
            case SHL, SHR, SAR -> shift(instruction);
            case NEG -> assembler.neg(width, register(first));
            case NOT -> assembler.not(width, register(first));
            case BSF -> assembler.bsf(width, register(first), register(second));
            case BSR -> assembler.bsr(width, register(first), register(second));
            case SET -> assembler.set(instruction.condition(), register(first));
            case CMOV -> assembler.cmov(instruction.condition(), width, register(first), register(second));
            case CDQ -> {
                if (width == Width.QWORD) {
                    assembler.cqo();
                } else {
                    assembler.cdq();
                }
            }
            case IDIV -> assembler.idiv(width, register(first));
            case LOCK_CMPXCHG -> assembler.lockCmpxchg(width, operand(first), register(second));
            case LOCK_XADD -> assembler.lockXadd(width, operand(first), register(second));
            case REP_MOVSB -> assembler.repMovsb();
            case REP_STOSB -> assembler.repStosb();
            case MFENCE -> assembler.mfence();
            case PAUSE -> assembler.pause();
            case PREFETCHT0 -> assembler.prefetch(operand(first));
            case RDTSC -> assembler.rdtsc();
            case SYSCALL -> assembler.syscall();
            default -> throw new IllegalArgumentException("not for this writer: " + instruction.opcode());
        }
    }

    private void move(Width width, Location to, Location from) {
        switch (from) {
            case Immediate(long value) when to instanceof Reg -> assembler.mov(register(to), value);
            case Immediate(long value) -> assembler.mov(width, operand(to), (int) value);
            case Reg _ when to instanceof Reg -> assembler.mov(width, register(to), register(from));
            case Reg _ -> assembler.mov(width, operand(to), register(from));
            case Memory _, Slot _ -> assembler.mov(width, register(to), operand(from));
        }
    }

    private void extend(Instruction instruction) {
        Width width = instruction.width();
        Register to = register(instruction.first());
        boolean signed = instruction.opcode() == Opcode.MOVSX;
        if (!signed && width == Width.DWORD) {
            move(width, instruction.first(), instruction.second());
        } else if (instruction.second() instanceof Reg(int number)) {
            Register from = Register.values()[number];
            if (signed) {
                assembler.movsx(width, to, from);
            } else {
                assembler.movzx(width, to, from);
            }
        } else if (signed) {
            assembler.movsx(width, to, operand(instruction.second()));
        } else {
            assembler.movzx(width, to, operand(instruction.second()));
        }
    }

    private void arithmetic(Instruction instruction) {
        ArithmeticForm form = ArithmeticForm.of(instruction.opcode());
        Width width = instruction.width();
        Location first = instruction.first();
        switch (instruction.second()) {
            case Immediate(long value) when first instanceof Reg -> form.immediate().write(assembler, width, register(first), (int) value);
            case Immediate(long value) -> form.memoryImmediate().write(assembler, width, operand(first), (int) value);
            case Reg second when first instanceof Reg -> form.registers().write(assembler, width, register(first), register(second));
            case Reg second -> form.toMemory().write(assembler, width, operand(first), register(second));
            case Memory _, Slot _ -> form.fromMemory().write(assembler, width, register(first), operand(instruction.second()));
        }
    }

    private void test(Width width, Location first, Location second) {
        if (second instanceof Immediate(long value)) {
            assembler.test(width, register(first), (int) value);
        } else {
            assembler.test(width, register(first), register(second));
        }
    }

    private void shift(Instruction instruction) {
        Width width = instruction.width();
        Register register = register(instruction.first());
        int bits = instruction.second() instanceof Immediate(long value) ? (int) value : -1;
        switch (instruction.opcode()) {
            case SHL -> {
                if (bits < 0) {
                    assembler.shl(width, register);
                } else {
                    assembler.shl(width, register, bits);
                }
            }
            case SHR -> {
                if (bits < 0) {
                    assembler.shr(width, register);
                } else {
                    assembler.shr(width, register, bits);
                }
            }
            default -> {
                if (bits < 0) {
                    assembler.sar(width, register);
                } else {
                    assembler.sar(width, register, bits);
                }
            }
        }
    }

    private static Register register(Location location) {
        return Register.values()[((Reg) location).number()];
    }

    private static Operand operand(Location location) {
        return switch (location) {
            case Memory(Reg base, Reg index, int scale, int displacement) -> index == null ? Operand.at(register(base), displacement)
                    : Operand.at(register(base), register(index), scale, displacement);
            case Slot(int number) -> Operand.at(Register.RSP, number * Long.BYTES);
            default -> throw new IllegalArgumentException("not a place in memory: " + location);
        };
    }
}

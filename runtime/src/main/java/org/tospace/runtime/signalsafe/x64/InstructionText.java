package org.tospace.runtime.signalsafe.x64;

import java.util.Locale;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.signalsafe.x64.Location.Immediate;
import org.tospace.runtime.signalsafe.x64.Location.Memory;
import org.tospace.runtime.signalsafe.x64.Location.Reg;
import org.tospace.runtime.signalsafe.x64.Location.Slot;

/** Instructions in words, in Intel's syntax. Pure. */
final class InstructionText {

    private InstructionText() {
    }

    static String of(Instruction instruction) {
        Width width = instruction.width();
        Width target = targetWidth(instruction);
        String mnemonic = mnemonic(instruction);
        String first = instruction.first() == null ? "" : " " + text(instruction.first(), target);
        String second = instruction.second() == null ? "" : "," + (instruction.opcode() == Opcode.LEA ? place(instruction.second())
                : text(instruction.second(), secondWidth(instruction, width)));
        String third = instruction.detail() instanceof Integer factor && instruction.opcode() == Opcode.IMUL_BY
                ? "," + text(new Immediate(factor), width) : "";
        return mnemonic + first + second + third;
    }

    static String name(Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }

    static String name(Register register, Width width) {
        String name = register.name().toLowerCase(Locale.ROOT);
        boolean numbered = register.compareTo(Register.R8) >= 0;
        boolean pointer = !numbered && register.compareTo(Register.RSP) >= 0;
        return switch (width) {
            case QWORD -> name;
            case DWORD -> numbered ? name + "d" : "e" + name.substring(1);
            case WORD -> numbered ? name + "w" : name.substring(1);
            case BYTE -> numbered ? name + "b" : pointer ? name.substring(1) + "l" : name.charAt(1) + "l";
        };
    }

    private static String mnemonic(Instruction instruction) {
        return switch (instruction.opcode()) {
            case IMUL_BY -> "imul";
            case CMOV -> "cmov" + name(instruction.condition());
            case SET -> "set" + name(instruction.condition());
            case CDQ -> instruction.width() == Width.QWORD ? "cqo" : "cdq";
            case LOCK_CMPXCHG -> "lock cmpxchg";
            case LOCK_XADD -> "lock xadd";
            case REP_MOVSB -> "rep movsb";
            case REP_STOSB -> "rep stosb";
            case MOVZX -> instruction.width() == Width.DWORD ? "mov" : "movzx";
            case MOVSX -> instruction.width() == Width.DWORD ? "movsxd" : "movsx";
            default -> instruction.opcode().name().toLowerCase(Locale.ROOT);
        };
    }

    private static Width targetWidth(Instruction instruction) {
        return switch (instruction.opcode()) {
            case MOVSX, LEA -> Width.QWORD;
            case MOVZX -> Width.DWORD;
            // A positive constant of 32 bits is moved to the low half, which clears the high half.
            case MOV -> instruction.first() instanceof Reg && instruction.second() instanceof Immediate(long value) && value >>> 32 == 0
                    ? Width.DWORD : instruction.width();
            default -> instruction.width();
        };
    }

    private static Width secondWidth(Instruction instruction, Width width) {
        return switch (instruction.opcode()) {
            case SHL, SHR, SAR -> Width.BYTE;
            default -> width;
        };
    }

    private static String text(Location location, Width width) {
        return switch (location) {
            case Reg(int number) -> name(Register.values()[number], width);
            case Immediate(long value) -> "0x" + Long.toHexString(value & -1L >>> Long.SIZE - (Byte.SIZE << width.ordinal()));
            case Memory _, Slot _ -> width.name().toLowerCase(Locale.ROOT) + " " + place(location);
        };
    }

    private static String place(Location location) {
        return switch (location) {
            case Memory memory -> "[" + text(memory.base(), Width.QWORD)
                    + (memory.index() == null ? "" : "+" + text(memory.index(), Width.QWORD))
                    + (memory.scale() == 1 ? "" : "*" + memory.scale())
                    + (memory.displacement() == 0 ? "" : String.format("%+d", memory.displacement())) + "]";
            case Slot(int number) -> "[rsp+" + number * Long.BYTES + "]";
            default -> throw new IllegalArgumentException("not a place in memory: " + location);
        };
    }
}

package org.tospace.runtime.signalsafe.reading;

import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.Locale;

/** Bytecode instructions in words, much as {@code javap} writes them. Pure. */
public final class BytecodeText {

    private BytecodeText() {
    }

    /** An instruction with what it works on. */
    public static String of(MethodBody body, Bytecode code) {
        Instruction instruction = code.instruction();
        String mnemonic = instruction.opcode().name().toLowerCase(Locale.ROOT);
        return switch (instruction) {
            case InvokeInstruction call -> mnemonic + " " + name(call).shortName();
            case FieldInstruction field -> mnemonic + " " + field.owner().asInternalName() + "." + field.name().stringValue();
            case BranchInstruction branch -> mnemonic + " " + offset(body, body.target(branch.target()));
            case IncrementInstruction increment -> mnemonic + " " + increment.slot() + " by " + increment.constant();
            case ConstantInstruction.LoadConstantInstruction constant -> mnemonic + " " + constant.constantValue();
            case ConstantInstruction.ArgumentConstantInstruction constant -> mnemonic + " " + constant.constantValue();
            case LoadInstruction load when load.sizeInBytes() > 1 -> mnemonic + " " + load.slot();
            case StoreInstruction store when store.sizeInBytes() > 1 -> mnemonic + " " + store.slot();
            default -> mnemonic;
        };
    }

    /** The method that a call names. */
    public static MethodName name(InvokeInstruction call) {
        return new MethodName(call.owner().asInternalName(), call.name().stringValue(), call.typeSymbol());
    }

    private static int offset(MethodBody body, int index) {
        return body.code().get(index).offset();
    }
}

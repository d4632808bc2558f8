package org.tospace.runtime.signalsafe.checking;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDesc;
import java.util.Optional;
import org.tospace.runtime.signalsafe.reading.Bytecode;
import org.tospace.runtime.signalsafe.reading.BytecodeText;
import org.tospace.runtime.signalsafe.reading.ClassFiles;
import org.tospace.runtime.signalsafe.reading.MethodBody;
import org.tospace.runtime.signalsafe.reading.MethodName;

/** Checks the instructions of one method, each by itself. */
final class InstructionCheck {

    private static final String ARRAY = "uses an array, which signal-safe code cannot";
    private static final String FLOATING = "computes in floating point, which signal-safe code cannot";
    private static final String REFERENCE = "uses a reference to an object, which signal-safe code cannot";

    private final MethodBody body;
    private final ClassFiles classes;

    InstructionCheck(MethodBody body, ClassFiles classes) {
        this.body = body;
        this.classes = classes;
    }

    /** Why an instruction is outside the subset, or null. */
    String refusal(Bytecode code) {
        return switch (code.instruction()) {
            case NopInstruction _, StackInstruction _, IncrementInstruction _, TableSwitchInstruction _, LookupSwitchInstruction _ -> null;
            case LoadInstruction load -> kind(load.typeKind());
            case StoreInstruction store -> kind(store.typeKind());
            case ReturnInstruction exit -> kind(exit.typeKind());
            case ConstantInstruction constant -> constant(constant.constantValue());
            case ConvertInstruction convert -> convert(convert);
            case OperatorInstruction operator -> operator(code, operator);
            case BranchInstruction branch -> branch(branch.opcode());
            case InvokeInstruction call -> call(call);
            case FieldInstruction field -> field(field);
            case NewObjectInstruction _ -> "creates an object, which signal-safe code cannot";
            case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _, NewMultiArrayInstruction _, ArrayLoadInstruction _,
                    ArrayStoreInstruction _ -> ARRAY;
            case InvokeDynamicInstruction _ ->
                    "calls by invokedynamic (a lambda, string concatenation or the like), which signal-safe code cannot";
            case ThrowInstruction _ -> "throws an exception, which signal-safe code cannot";
            case TypeCheckInstruction _ -> REFERENCE;
            case DiscontinuedInstruction _ -> "uses a subroutine (jsr or ret), which signal-safe code cannot";
            default -> "uses the instruction " + code.instruction().opcode() + ", which signal-safe code cannot";
        };
    }

    private static String kind(TypeKind kind) {
        return switch (kind) {
            case FLOAT, DOUBLE -> FLOATING;
            case REFERENCE -> REFERENCE;
            default -> null;
        };
    }

    private static String constant(ConstantDesc value) {
        return switch (value) {
            case Integer _, Long _ -> null;
            case Float _, Double _ -> FLOATING;
            default -> REFERENCE;
        };
    }

    private static String convert(ConvertInstruction convert) {
        String from = kind(convert.fromType());
        return from != null ? from : kind(convert.toType());
    }

    private String operator(Bytecode code, OperatorInstruction operator) {
        return switch (operator.opcode()) {
            case ARRAYLENGTH -> ARRAY;
            case IDIV, LDIV, IREM, LREM -> division(code);
            default -> kind(operator.typeKind());
        };
    }

    /** The divisor must be a constant that stands right before the division, on every way to it. */
    private String division(Bytecode code) {
        if (code.index() > 0 && !body.isTarget(code.index())) {
            Optional<ConstantDesc> divisor = constantValue(body.code().get(code.index() - 1).instruction());
            if (divisor.isPresent()) {
                return ((Number) divisor.get()).longValue() == 0 ? "divides by zero, which would throw" : null;
            }
        }
        return "divides by what is not a constant, which might be zero and would throw; use a constant divisor, a shift or a mask";
    }

    private Optional<ConstantDesc> constantValue(Instruction instruction) {
        return switch (instruction) {
            case ConstantInstruction constant -> Optional.of(constant.constantValue()).filter(value -> constant(value) == null);
            case FieldInstruction field -> fieldValue(field);
            default -> Optional.empty();
        };
    }

    private static String branch(Opcode opcode) {
        return switch (opcode) {
            case IF_ACMPEQ, IF_ACMPNE, IFNULL, IFNONNULL -> REFERENCE;
            default -> null;
        };
    }

    private static String call(InvokeInstruction call) {
        MethodName callee = BytecodeText.name(call);
        if (call.opcode() != Opcode.INVOKESTATIC) {
            return "calls the instance method " + callee + "; signal-safe code calls static methods only";
        }
        boolean floating = "FD".contains(callee.type().returnType().descriptorString())
                || callee.type().parameterList().stream().anyMatch(type -> "FD".contains(type.descriptorString()));
        return floating ? FLOATING : null;
    }

    private String field(FieldInstruction field) {
        String name = field.owner().asInternalName().replace('/', '.') + "." + field.name().stringValue();
        return switch (field.opcode()) {
            case GETFIELD, PUTFIELD -> "uses the instance field " + name + "; signal-safe code has no objects";
            case PUTSTATIC -> "writes the static field " + name + "; the state of signal-safe code is native memory";
            default -> fieldValue(field).isPresent() ? null
                    : "reads the static field " + name + ", which is not an int or long compile-time constant";
        };
    }

    private Optional<ConstantDesc> fieldValue(FieldInstruction field) {
        return field.opcode() != Opcode.GETSTATIC ? Optional.empty()
                : classes.constant(field.owner().asInternalName(), field.name().stringValue()).filter(value -> constant(value) == null);
    }
}

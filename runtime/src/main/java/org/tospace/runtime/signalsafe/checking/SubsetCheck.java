package org.tospace.runtime.signalsafe.checking;

import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import org.tospace.runtime.signalsafe.reading.Bytecode;
import org.tospace.runtime.signalsafe.reading.ClassFiles;
import org.tospace.runtime.signalsafe.reading.MethodBody;

/** Checks one method by itself: its modifiers, its parameters, and each instruction. For one thread at a time. */
final class SubsetCheck {

    /** As many as the C calling convention passes in registers. */
    private static final int MOST_ARGUMENTS = 6;

    private final ClassFiles classes;

    SubsetCheck(ClassFiles classes) {
        this.classes = classes;
    }

    /** Throws {@code NotSignalSafeException} for the first thing in a method that is outside the subset. */
    void check(MethodBody body) {
        checkDeclaration(body);
        InstructionCheck instructions = new InstructionCheck(body, classes);
        for (Bytecode code : body.code()) {
            if (code.instruction() instanceof MonitorInstruction) {
                throw Refusal.of(body, code.line(), "locks a monitor, which signal-safe code cannot");
            }
        }
        for (Bytecode code : body.code()) {
            String reason = instructions.refusal(code);
            if (reason != null) {
                throw Refusal.of(body, code.line(), reason);
            }
        }
    }

    private static void checkDeclaration(MethodBody body) {
        String reason = null;
        if (!body.isSignalSafe()) {
            reason = "is not marked @SignalSafe, nor is its class";
        } else if (!body.flags().contains(AccessFlag.STATIC)) {
            reason = "is an instance method; signal-safe methods are static";
        } else if (body.flags().contains(AccessFlag.SYNCHRONIZED)) {
            reason = "is synchronized; signal-safe code cannot lock";
        } else if (body.code().isEmpty()) {
            reason = "has no bytecode (native)";
        } else if (body.name().type().parameterCount() > MOST_ARGUMENTS) {
            reason = "has " + body.name().type().parameterCount() + " parameters; at most " + MOST_ARGUMENTS + " are passed in registers";
        } else if (!isWord(body.name().type().returnType()) && !body.name().type().returnType().descriptorString().equals("V")) {
            reason = "returns " + body.name().type().returnType().displayName() + ", which is not an integer, a boolean or void";
        } else if (body.hasHandlers() && body.code().stream().noneMatch(code -> code.instruction() instanceof MonitorInstruction)) {
            reason = "catches exceptions or has a finally block, which signal-safe code cannot";
        } else {
            for (ClassDesc parameter : body.name().type().parameterList()) {
                if (!isWord(parameter)) {
                    reason = "has a parameter of type " + parameter.displayName() + ", which is neither an integer nor a boolean";
                }
            }
        }
        if (reason != null) {
            throw Refusal.of(body, body.firstLine(), reason);
        }
    }

    private static boolean isWord(ClassDesc type) {
        return "JIZBSC".contains(type.descriptorString());
    }
}

package org.tospace.runtime.primitives;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RDI;
import static org.tospace.runtime.code.Register.RSI;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.code.Label;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.linux.NativeFunctions;

/**
 * The time of an add, by the loop of {@code vmpup.c}: 18 adds, each of which waits for the one before, a decrement and a jump, counted as 20
 * instructions. In machine code written here: the JVM's compiler would make a multiplication of them.
 */
final class AddMeasurement {

    private static final int ADDS_A_TURN = 18;
    private static final int INSTRUCTIONS_A_TURN = 20;
    private static final long TURNS = 20_000;

    private AddMeasurement() {
    }

    /** Nanoseconds an instruction. */
    static Spread measure(int repetitions) {
        try (ExecutableMemory code = ExecutableMemory.of(loop())) {
            MethodHandle handle = NativeFunctions.downcall(code.address(), FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
            return Sampling.repeat(repetitions, () -> round(handle));
        }
    }

    private static byte[] loop() {
        Assembler code = new Assembler();
        code.xor(Width.QWORD, RAX, RAX);
        Label turn = code.newLabel();
        code.bind(turn);
        for (int i = 0; i < ADDS_A_TURN; i++) {
            code.add(Width.QWORD, RAX, RSI);
        }
        code.dec(Width.QWORD, RDI);
        code.j(Condition.NE, turn);
        code.ret();
        return code.toByteArray();
    }

    private static double round(MethodHandle handle) {
        long start = System.nanoTime();
        long sum = sum(handle, TURNS, start);
        long nanos = System.nanoTime() - start;
        if (sum != TURNS * ADDS_A_TURN * start) {
            throw new IllegalStateException("the sum must be " + TURNS * ADDS_A_TURN * start + ": " + sum);
        }
        return (double) nanos / (TURNS * INSTRUCTIONS_A_TURN);
    }

    private static long sum(MethodHandle handle, long turns, long summand) {
        try {
            return (long) handle.invokeExact(turns, summand);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }
}

package org.tospace.runtime.signalsafe;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.linux.NativeFunctions;

class StackBoundTest {

    private static final int PAINTED_BYTES = 1 << 18;
    private static final byte PAINT = 0x5a;

    @Test
    void aCallChainComputesWhatTheJvmDoes() throws Throwable {
        EntryPoint entry = CallChain.of(40);
        MethodType type = MethodType.fromMethodDescriptorString(entry.descriptor(), null);
        long expected = (long) MethodHandles.lookup().findStatic(entry.owner(), entry.name(), type).invokeExact(1L, 2L, 3L, 5L, 8L, 13L);
        try (SignalSafeCode code = SignalSafeCompiler.compile(List.of(entry))) {
            assertEquals(expected, (long) code.handle(entry).invokeExact(1L, 2L, 3L, 5L, 8L, 13L));
        }
    }

    @Test
    void codeTakesExactlyTheStackItSays() throws Throwable {
        for (EntryPoint entry : List.of(CallChain.of(1), CallChain.of(7), CallChain.of(40), EntryPoint.of(Samples.class, "fortyVariables"),
                EntryPoint.of(Samples.class, "isBelow"))) {
            try (SignalSafeCode code = SignalSafeCompiler.compile(List.of(entry))) {
                assertEquals(code.stackBytes(entry), stackTaken(code.address(entry), 0), entry::toString);
            }
        }
    }

    @Test
    void nativeCallsTakeTheStackThatIsReckonedForThem() throws Throwable {
        EntryPoint entry = EntryPoint.of(Samples.class, "callNative");
        try (SignalSafeCode code = SignalSafeCompiler.compile(List.of(entry))) {
            // Whether aligning takes 8 bytes depends on where the caller's stack stands.
            long taken = stackTaken(code.address(entry), HostileFunction.ADDRESS);
            assertTrue(taken == code.stackBytes(entry) || taken == code.stackBytes(entry) - Long.BYTES,
                    () -> taken + " bytes of " + code.stackBytes(entry));
        }
    }

    /** Calls code, which must do with any arguments but the first, on a painted stack, and looks how far it went. */
    private static long stackTaken(long codeAddress, long argument) throws Throwable {
        Assembler caller = new Assembler();
        caller.push(Register.RBX);
        caller.mov(Width.QWORD, Register.RBX, Register.RSP);
        caller.mov(Width.QWORD, Register.RSP, Register.RSI);
        caller.mov(Width.QWORD, Register.RAX, Register.RDI);
        caller.mov(Width.QWORD, Register.RDI, Register.RDX);
        caller.call(Register.RAX);
        caller.mov(Width.QWORD, Register.RSP, Register.RBX);
        caller.pop(Register.RBX);
        caller.ret();
        try (ExecutableMemory memory = ExecutableMemory.of(caller.toByteArray()); Arena arena = Arena.ofConfined()) {
            MemorySegment stack = arena.allocate(PAINTED_BYTES, 64).fill(PAINT);
            MethodHandle call = NativeFunctions.downcall(memory.address(), FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG));
            call.invokeExact(codeAddress, stack.address() + PAINTED_BYTES, argument);
            long lowest = 0;
            while (stack.get(ValueLayout.JAVA_BYTE, lowest) == PAINT) {
                lowest++;
            }
            // A value may itself look like paint: whole words only.
            return PAINTED_BYTES - (lowest & -Long.BYTES);
        }
    }

    @Test
    void aChainThatTakesMoreThanTheLimitIsRefusedByName() {
        EntryPoint entry = CallChain.of(40);
        int needed;
        try (SignalSafeCode code = SignalSafeCompiler.compile(List.of(entry), 1 << 20)) {
            needed = code.stackBytes(entry);
        }
        SignalSafeCompiler.compile(List.of(entry), needed).close();
        String message = assertThrows(IllegalArgumentException.class,
                () -> SignalSafeCompiler.compile(List.of(entry), needed - 1)).getMessage();
        assertTrue(message.startsWith("stackLimitBytes must be at least " + needed + " for org.tospace.generated.Chain.link0("), message);
        assertTrue(message.contains("Chain.link0 (") && message.contains(" -> Chain.link39 ("), message);
    }
}

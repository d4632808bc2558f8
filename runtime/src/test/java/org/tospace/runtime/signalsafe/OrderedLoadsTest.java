package org.tospace.runtime.signalsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/** Opaque and acquiring loads are each done once, in their place: never merged, left out, repeated or moved past another. */
class OrderedLoadsTest {

    private static SignalSafeCode compile(String method) {
        return SignalSafeCompiler.compile(List.of(EntryPoint.of(OrderedLoads.class, method)));
    }

    private static MethodHandle handle(SignalSafeCode code, String method) {
        return code.handle(EntryPoint.of(OrderedLoads.class, method));
    }

    /** Instructions that read memory: in these methods nothing else has an operand in brackets, but for address arithmetic. */
    private static List<String> loads(SignalSafeCode code) {
        return code.describe().lines().filter(line -> line.startsWith("  ") && line.contains("[") && !line.contains(" lea ")).toList();
    }

    @ParameterizedTest
    @CsvSource({"opaqueAsked, 1", "acquireAsked, 2", "opaqueOnce, 1", "opaqueTwice, 2", "acquireTwice, 2", "opaqueBesidePlain, 2", "untilSet, 1"})
    void eachLoadIsAnInstructionOfItsOwnInItsPlace(String method, int expected) {
        try (SignalSafeCode code = compile(method)) {
            assertEquals(expected, loads(code).size(), code::describe);
            // As an operand of a subtraction, say, the first of two loads would come after the second.
            assertTrue(loads(code).stream().allMatch(line -> line.contains(" mov ")), code::describe);
        }
    }

    @Test
    @Timeout(60)
    void aLoopSeesWhatAnotherThreadStores() throws Throwable {
        try (SignalSafeCode code = compile("untilSet"); NativeBlock block = NativeBlock.reserve(Long.BYTES)) {
            Thread writer = Thread.ofPlatform().start(() -> {
                long start = System.nanoTime();
                while (System.nanoTime() - start < 20_000_000) {
                    Thread.onSpinWait();
                }
                Memory.putLongRelease(block.address(), 1);
            });
            long turns = (long) handle(code, "untilSet").invokeExact(block.address());
            writer.join();
            assertTrue(turns > 0, "turns " + turns);
        }
    }
}

package org.tospace.runtime.signalsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.linux.NativeCall;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.machine.InstructionSet;

class SignalSafeCodeTest {

    private static final EntryPoint SIX = EntryPoint.of(Samples.class, "sixArguments");
    private static final EntryPoint BELOW = EntryPoint.of(Samples.class, "isBelow");
    private static final EntryPoint PROCESS = EntryPoint.of(Samples.class, "processId");
    private static final EntryPoint TICKS = EntryPoint.of(Samples.class, "ticks");
    private static final EntryPoint CONSTANTS = EntryPoint.of(Samples.class, "constants");
    private static final EntryPoint COLLATZ = EntryPoint.of(Samples.class, "collatz");
    private static final EntryPoint ADD = EntryPoint.of(Samples.class, "addUpTo");
    private static final EntryPoint FORTY = EntryPoint.of(Samples.class, "fortyVariables");

    private static final EntryPoint NATIVE = EntryPoint.of(Samples.class, "callNative");

    private static SignalSafeCode code;

    @BeforeAll
    static void compile() {
        code = SignalSafeCompiler.compile(List.of(SIX, BELOW, PROCESS, TICKS, CONSTANTS, COLLATZ, ADD, FORTY, NATIVE));
    }

    @AfterAll
    static void close() {
        code.close();
        code.close();
    }

    @Test
    void sixArgumentsArriveInTheirPlaces() throws Throwable {
        assertEquals(Samples.sixArguments(1, -2, 3, -4, 1L << 40, true),
                (long) code.handle(SIX).invokeExact(1L, -2, 3L, -4, 1L << 40, true));
        assertEquals(Samples.sixArguments(1, -2, 3, -4, 5, false),
                (long) code.criticalHandle(SIX).invokeExact(1L, -2, 3L, -4, 5L, false));
    }

    @Test
    void anUnsignedComparisonIsOneComparison() throws Throwable {
        MethodHandle below = code.handle(BELOW);
        assertEquals(true, (boolean) below.invokeExact(1L, -1L));
        assertEquals(false, (boolean) below.invokeExact(-1L, 1L));
        assertEquals(false, (boolean) below.invokeExact(1L, 1L));
        String text = code.describe();
        String method = text.substring(text.indexOf("isBelow(long, long):"), text.indexOf("processId():"));
        assertEquals(1, method.split(" cmp ").length - 1, method);
        assertTrue(method.contains("jae") || method.contains("jb "), method);
    }

    @Test
    void systemCallsReachTheKernel() throws Throwable {
        assertEquals(ProcessHandle.current().pid(), (long) code.handle(PROCESS).invokeExact());
    }

    @Test
    void nativeCallsReachTheFunctionAndLeaveOtherValuesAlone() throws Throwable {
        MethodHandle call = code.handle(NATIVE);
        Random random = new Random(41);
        for (int i = 0; i < 1000; i++) {
            long a = random.nextLong();
            long b = random.nextLong();
            long c = random.nextLong();
            assertEquals(HostileFunction.of(a, b, c), NativeCall.invoke(HostileFunction.ADDRESS, a, b, c));
            assertEquals(Samples.callNative(HostileFunction.ADDRESS, a, b, c), (long) call.invokeExact(HostileFunction.ADDRESS, a, b, c));
        }
    }

    @Test
    void timeStampsGoForward() throws Throwable {
        MethodHandle ticks = code.handle(TICKS);
        long few = (long) ticks.invokeExact(10L);
        assertTrue(few > 0, () -> "ticks: " + few);
        long many = (long) ticks.invokeExact(10_000_000L);
        assertTrue(many > few, () -> "ticks: " + few + ", then " + many);
    }

    @Test
    void constantsOfOtherClassesAreBuiltIn() throws Throwable {
        assertEquals(Samples.constants(5), (long) code.handle(CONSTANTS).invokeExact(5L));
    }

    @Test
    void loopsRun() throws Throwable {
        MethodHandle collatz = code.handle(COLLATZ);
        for (long n = 1; n < 2000; n++) {
            assertEquals(Samples.collatz(n), (long) collatz.invokeExact(n));
        }
    }

    @Test
    void fortyVariablesFindRoom() throws Throwable {
        MethodHandle forty = code.handle(FORTY);
        Random random = new Random(40);
        for (int i = 0; i < 1000; i++) {
            long x = random.nextLong();
            long y = random.nextLong();
            assertEquals(Samples.fortyVariables(x, y), (long) forty.invokeExact(x, y));
        }
        assertTrue(code.stackBytes(FORTY) > 20 * Long.BYTES, () -> code.stackBytes(FORTY) + " bytes of stack for 40 variables");
    }

    @Test
    void compareAndSetIsAtomicAgainstOtherThreadsAndTheJvm() throws Exception {
        long limit = 400_000;
        MethodHandle add = code.handle(ADD);
        try (Arena arena = Arena.ofShared(); ExecutorService threads = Executors.newFixedThreadPool(4)) {
            long address = arena.allocate(ValueLayout.JAVA_LONG).address();
            List<Callable<Long>> tasks = IntStream.range(0, 4).mapToObj(i -> (Callable<Long>) () -> i % 2 == 0 ? call(add, address, limit)
                    : Samples.addUpTo(address, limit)).toList();
            long sum = 0;
            for (Future<Long> future : threads.invokeAll(tasks)) {
                sum += future.get();
            }
            assertEquals(limit, sum);
            assertEquals(limit, Memory.getLong(address));
        }
    }

    private static long call(MethodHandle add, long address, long limit) {
        try {
            return (long) add.invokeExact(address, limit);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theListingShowsBytecodeBesideMachineCode() {
        String text = code.describe();
        assertTrue(text.contains("org.tospace.runtime.signalsafe.Samples.collatz(long): "), text);
        assertTrue(text.lines().anyMatch(line -> line
                .matches("  [0-9a-f]{4}  [0-9a-f]+ +sar \\w+,0x1 +; Samples\\.collatz:\\d+ @\\d+ lshr")), text);
        assertTrue(text.contains(" syscall") && text.contains("; Samples.processId:")
                && text.contains(" invokestatic SystemCall.invoke"), text);
    }

    @Test
    void whatIsOutOfLineIsCalledAndNotBuiltIn() throws Throwable {
        EntryPoint around = EntryPoint.of(Samples.class, "around");
        try (SignalSafeCode apart = SignalSafeCompiler.compile(List.of(around))) {
            assertEquals(21, (long) apart.handle(around).invokeExact(7L));
            assertEquals(-35, (long) apart.handle(around).invokeExact(-7L));
            String text = apart.describe();
            assertTrue(text.contains("call Samples.seldom"), text);
            assertFalse(text.contains("call Samples.small"), text);
        }
    }

    @Test
    void theSameMethodsGiveTheSameCode() {
        try (SignalSafeCode again = SignalSafeCompiler.compile(List.of(SIX, BELOW, PROCESS, TICKS, CONSTANTS, COLLATZ, ADD, FORTY, NATIVE))) {
            assertEquals(code.describe(), again.describe());
            assertEquals(code.codeBytes(), again.codeBytes());
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        EntryPoint missing = new EntryPoint(Samples.class, "missing", "(J)J");
        String message = assertThrows(IllegalArgumentException.class, () -> SignalSafeCompiler.compile(List.of(missing))).getMessage();
        assertTrue(message.contains("Samples.missing(long)"), message);
        assertThrows(IllegalArgumentException.class, () -> SignalSafeCompiler.compile(List.of()));
        assertThrows(IllegalArgumentException.class, () -> SignalSafeCompiler.compile(List.of(SIX, CallChain.of(1))));
        assertThrows(IllegalArgumentException.class, () -> code.address(missing));
        assertThrows(IllegalArgumentException.class, () -> code.stackBytes(missing));
        assertThrows(IllegalArgumentException.class, () -> EntryPoint.of(Samples.class, "missing"));
    }

    @Test
    void otherProcessorsAreNotSupported() {
        String message = assertThrows(UnsupportedOperationException.class, () -> InstructionSet.of("aarch64")).getMessage();
        assertTrue(message.contains("aarch64"), message);
    }
}

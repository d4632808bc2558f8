package org.tospace.runtime.signalsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random methods do the same compiled as run by the JVM. {@code -Dtospace.seed} repeats a run, {@code -Dtospace.programs} sets its
 * length; the seed of a failing program alone is in the failure's message.
 */
class RandomProgramsTest {

    private static final int PROGRAMS = Integer.getInteger("tospace.programs", 700);
    private static final int INPUTS = 8;

    @Test
    void compiledMethodsDoWhatTheJvmDoes() throws Throwable {
        Long given = Long.getLong("tospace.seed");
        long seed = given != null ? given : System.nanoTime();
        System.out.println("RandomProgramsTest: -Dtospace.seed=" + seed);
        int methods = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(RandomIntrinsic.BUFFER_BYTES, Long.BYTES);
            for (int i = 0; i < PROGRAMS; i++) {
                methods += check(seed + i, buffer);
            }
        }
        System.out.println("RandomProgramsTest: " + methods + " methods");
    }

    private static int check(long seed, MemorySegment buffer) throws Throwable {
        RandomProgram program = new RandomProgram(seed);
        Random random = new Random(seed);
        try (SignalSafeCode code = compile(seed, program)) {
            for (EntryPoint method : program.methods()) {
                MethodType type = MethodType.fromMethodDescriptorString(method.descriptor(), method.owner().getClassLoader());
                MethodHandle java = MethodHandles.lookup().findStatic(method.owner(), method.name(), type);
                MethodHandle compiled = code.handle(method);
                for (int i = 0; i < INPUTS; i++) {
                    List<Object> arguments = arguments(random, type, buffer);
                    long contents = random.nextLong();
                    String expected = run(java, arguments, buffer, contents);
                    String actual = run(compiled, arguments, buffer, contents);
                    assertEquals(expected, actual, () -> "-Dtospace.seed=" + seed + " -Dtospace.programs=1: " + method + " of " + arguments
                            + ", buffer " + contents + "\n" + code.describe());
                }
            }
        }
        return program.methods().size();
    }

    private static SignalSafeCode compile(long seed, RandomProgram program) {
        try {
            return SignalSafeCompiler.compile(program.methods(), 1 << 20);
        } catch (RuntimeException e) {
            throw new AssertionError("-Dtospace.seed=" + seed + " -Dtospace.programs=1", e);
        }
    }

    private static String run(MethodHandle method, List<Object> arguments, MemorySegment buffer, long contents) throws Throwable {
        byte[] bytes = new byte[RandomIntrinsic.BUFFER_BYTES];
        new Random(contents).nextBytes(bytes);
        MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, bytes.length);
        Object result = method.invokeWithArguments(arguments);
        return result + ", memory " + HexFormat.of().formatHex(buffer.toArray(ValueLayout.JAVA_BYTE));
    }

    private static List<Object> arguments(Random random, MethodType type, MemorySegment buffer) {
        List<Object> arguments = new ArrayList<>(List.of(buffer.address()));
        for (Class<?> parameter : type.parameterList().subList(1, type.parameterCount())) {
            long number = random.nextBoolean() ? random.nextLong()
                    : RandomExpression.INTERESTING_LONGS[random.nextInt(RandomExpression.INTERESTING_LONGS.length)];
            arguments.add(switch (parameter.descriptorString()) {
                case "J" -> (Object) number;
                case "I" -> (int) number;
                case "Z" -> (number & 1) != 0;
                case "B" -> (byte) number;
                case "S" -> (short) number;
                default -> (char) number;
            });
        }
        return arguments;
    }
}

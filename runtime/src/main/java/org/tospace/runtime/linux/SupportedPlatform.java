package org.tospace.runtime.linux;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Whether this is a platform that something here is written for. There are two questions: what calls the C library only needs Linux on a 64-bit processor
 * whose bytes come in the order of x86-64's; what needs machine code of ours, as traps do, needs x86-64 itself. Binds no native function, so it may be asked
 * anywhere, by any thread; code that is about to bind one, directly or not, calls {@link #require} or {@link #requireMachineCode} first.
 */
public final class SupportedPlatform {

    private static final String OPERATING_SYSTEM = "Linux";
    /** The JDK's name for x86-64. */
    private static final String ARCHITECTURE = "amd64";

    private SupportedPlatform() {
    }

    /**
     * Goes on where tospace can work.
     *
     * @throws UnsupportedOperationException elsewhere, saying what this is
     */
    public static void require() {
        throwIfAny(problem());
    }

    /**
     * Goes on where machine code of ours can run.
     *
     * @throws UnsupportedOperationException elsewhere, saying what this is
     */
    public static void requireMachineCode() {
        throwIfAny(machineCodeProblem());
    }

    private static void throwIfAny(Optional<String> problem) {
        problem.ifPresent(sentence -> {
            throw new UnsupportedOperationException(sentence);
        });
    }

    /**
     * Why tospace cannot work here.
     *
     * @return a sentence without its full stop; empty if it can
     */
    public static Optional<String> problem() {
        return problem(System.getProperty("os.name"), System.getProperty("os.arch"), ValueLayout.ADDRESS.byteSize(),
                ByteOrder.nativeOrder());
    }

    /**
     * Why no machine code of ours can run here, and so nothing that needs any.
     *
     * @return a sentence without its full stop; empty if it can
     */
    public static Optional<String> machineCodeProblem() {
        return machineCodeProblem(System.getProperty("os.name"), System.getProperty("os.arch"), ValueLayout.ADDRESS.byteSize(),
                ByteOrder.nativeOrder());
    }

    static Optional<String> problem(String operatingSystem, String architecture, long addressBytes, ByteOrder order) {
        if (OPERATING_SYSTEM.equals(operatingSystem) && addressBytes == Long.BYTES && order == ByteOrder.LITTLE_ENDIAN) {
            return Optional.empty();
        }
        return Optional.of("tospace needs Linux on a 64-bit little-endian processor; this is " + operatingSystem + " on " + architecture);
    }

    static Optional<String> machineCodeProblem(String operatingSystem, String architecture, long addressBytes, ByteOrder order) {
        return problem(operatingSystem, architecture, addressBytes, order).or(() -> ARCHITECTURE.equals(architecture) ? Optional.empty()
                : Optional.of("machine code is made for x86-64 only; this is " + operatingSystem + " on " + architecture));
    }
}

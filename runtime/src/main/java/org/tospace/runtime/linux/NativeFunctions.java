package org.tospace.runtime.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Binds machine code by its address, in both directions. The only door to the native linker for the other packages.
 *
 * <p>May be called from any thread. Nothing here can check that an address holds code of the given signature: a wrong
 * one ends the process.
 */
public final class NativeFunctions {

    private static final FunctionDescriptor FOUR_WORDS = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    /** The other type that is called early. */
    static final FunctionDescriptor SEVEN_WORDS =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private NativeFunctions() {
    }

    /**
     * Binds a function of up to four arguments, each an integer or address, as a normal downcall: handles of one type, whatever the
     * function's own. For each type the JVM makes classes, which takes it ten milliseconds and more, and for this one it has.
     *
     * @param address where the code starts
     * @return a handle of type {@code (long, long, long, long)long}. Arguments that the function does not take are ignored; of a result that is
     *         smaller than a long only the low bits mean something; where there is none, nothing does
     */
    public static MethodHandle downcall(long address) {
        return downcall(address, FOUR_WORDS);
    }

    /**
     * Binds the code at an address as a normal downcall: while it runs the thread is in native state, so it holds up
     * no safepoint and its faults may be served by upcalls.
     *
     * @param address where the code starts
     * @param descriptor result and parameters by the C calling convention
     * @return a handle to keep in a {@code static final} field and to call with {@code invokeExact}
     */
    @SuppressWarnings("restricted")
    public static MethodHandle downcall(long address, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(address), descriptor);
    }

    /**
     * Makes a code address that native code may call, from a thread in native state, to run Java. An exception
     * that leaves {@code target} ends the process.
     *
     * @param target what to run
     * @param descriptor its result and parameters by the C calling convention
     * @param arena how long the address stays callable
     * @return the address of the code
     */
    @SuppressWarnings("restricted")
    public static long upcall(MethodHandle target, FunctionDescriptor descriptor, Arena arena) {
        return Linker.nativeLinker().upcallStub(target, descriptor, arena).address();
    }

    /**
     * What to throw for a throwable that {@code invokeExact} declares: unchecked ones as they are, and an
     * {@link AssertionError} around a checked one, which a native function cannot throw.
     *
     * @param thrown what was caught
     * @return never; written as a result so that the caller can say {@code throw unexpected(e)}
     */
    public static RuntimeException unexpected(Throwable thrown) {
        switch (thrown) {
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError("a native function threw a checked exception", thrown);
        }
    }
}

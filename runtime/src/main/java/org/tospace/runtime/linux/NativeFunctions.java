package org.tospace.runtime.linux;

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

    private NativeFunctions() {
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

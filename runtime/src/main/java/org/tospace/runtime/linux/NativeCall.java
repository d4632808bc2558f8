package org.tospace.runtime.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A call of a native function whose address is known only when it happens: what a function pointer is to C. An intrinsic of signal-safe
 * code, where it is one call instruction with the stack aligned for it.
 *
 * <p>Any thread. Nothing can check that the address is that of such a function: a wrong one ends the process. Run by the JVM it is a
 * normal downcall, the thread being in native state meanwhile.
 */
public final class NativeCall {

    @SuppressWarnings("restricted")
    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private NativeCall() {
    }

    /**
     * Calls a function by the C calling convention.
     *
     * @param functionAddress where its code starts
     * @param a first argument
     * @param b second argument; one that takes fewer ignores it
     * @param c third argument; likewise
     * @return its result; where the function returns an int, only the low half means something
     */
    public static long invoke(long functionAddress, long a, long b, long c) {
        try {
            return (long) CALL.invokeExact(MemorySegment.ofAddress(functionAddress), a, b, c);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }
}

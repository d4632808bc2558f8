package org.tospace.runtime.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * What raw system calls cannot replace of the C library: {@code syscall}, which obtains the page that {@link SystemCallStub} lives in,
 * {@code sigaction}, which adds the return trampoline that the kernel asks for, and what {@link LoadedLibraries} asks. The first two
 * return a negative error number on failure, as the kernel does. {@link LibrarySystemCalls} calls other functions through {@link #captured}.
 *
 * <p>What the first two are used for has done nothing when it fails, so a call that fails is made once more, by a handle that captures {@code errno}: to
 * make one takes the JVM tens of milliseconds, and a process that starts does not need it.
 */
final class LibC {

    private static final long SYSCALL = address("syscall");
    private static final long SIGACTION = address("sigaction");
    private static final MethodHandle SYSCALL_CALL = NativeFunctions.downcall(SYSCALL, NativeFunctions.SEVEN_WORDS);
    private static final MethodHandle SIGACTION_CALL = NativeFunctions.downcall(SIGACTION);

    private LibC() {
    }

    /** Where a function of the C library is. */
    static long address(String name) {
        return Linker.nativeLinker().defaultLookup().findOrThrow(name).address();
    }

    static long syscall(long number, long a1, long a2, long a3, long a4, long a5, long a6) {
        try {
            long result = (long) SYSCALL_CALL.invokeExact(number, a1, a2, a3, a4, a5, a6);
            return result == -1 ? Captured.call(SYSCALL, number, a1, a2, a3, a4, a5, a6) : result;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    static long sigaction(int signal, MemorySegment action, MemorySegment old) {
        try {
            // Its result is an int.
            int result = (int) (long) SIGACTION_CALL.invokeExact((long) signal, action.address(), old.address(), 0L);
            return result == -1 ? (int) Captured.call(SIGACTION, signal, action.address(), old.address(), 0, 0, 0, 0) : result;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Calls a function of the C library whose result is an int or a long.
     *
     * @return its result, or the negative error number where that is -1
     */
    static long captured(long function, long a1, long a2, long a3, long a4, long a5, long a6) {
        return Captured.call(function, a1, a2, a3, a4, a5, a6, 0);
    }

    /** Calls whose {@code errno} is kept. */
    private static final class Captured {
        private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
        private static final VarHandle ERRNO = CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        @SuppressWarnings("restricted")
        private static final MethodHandle CALL =
                Linker.nativeLinker().downcallHandle(NativeFunctions.SEVEN_WORDS, Linker.Option.captureCallState("errno"));

        /** What a function of an int or long returns, or the negative error number where that is -1. */
        static long call(long function, long a1, long a2, long a3, long a4, long a5, long a6, long a7) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(CAPTURED);
                long result = (long) CALL.invokeExact(MemorySegment.ofAddress(function), state, a1, a2, a3, a4, a5, a6, a7);
                return (int) result == -1 ? -(int) ERRNO.get(state, 0L) : result;
            } catch (Throwable e) {
                throw NativeFunctions.unexpected(e);
            }
        }
    }
}

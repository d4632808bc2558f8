package org.tospace.runtime.linux;

/**
 * Raw system calls. They return what the kernel returns: a result, or a negative error number in -4095 to -1.
 *
 * <p>May be called from any thread. Each is a normal downcall (about 7 ns and the kernel's own time) into a few bytes
 * of machine code of ours; {@code errno} is neither read nor written. On other processors than x86-64 the C library's functions are called instead
 * ({@link LibrarySystemCalls}), for the few calls that a heap without traps needs; others return the number of {@code ENOSYS} there.
 *
 * <p>The first call throws {@link UnsupportedOperationException} (inside an {@link ExceptionInInitializerError})
 * anywhere but on Linux.
 */
public final class SystemCall {

    private static final long LARGEST_ERROR = 4095;
    /** Static and final, so that compiled code asks nothing. */
    private static final boolean HAS_STUB = SupportedPlatform.machineCodeProblem().isEmpty();

    static {
        SupportedPlatform.require();
    }

    private SystemCall() {
    }

    /**
     * Calls the kernel with up to three arguments; give 0 for those a call does not take.
     *
     * @param number of {@link SystemCallNumber}
     * @param a1 first argument
     * @param a2 second argument
     * @param a3 third argument
     * @return the kernel's result, or a negative error number
     */
    public static long invoke(long number, long a1, long a2, long a3) {
        if (!HAS_STUB) {
            return LibrarySystemCalls.invoke(number, a1, a2, a3, 0, 0, 0);
        }
        try {
            return (long) SystemCallStub.CALL3.invokeExact(a1, a2, a3, number);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Calls the kernel with up to six arguments; give 0 for those a call does not take.
     *
     * @param number of {@link SystemCallNumber}
     * @param a1 first argument
     * @param a2 second argument
     * @param a3 third argument
     * @param a4 fourth argument
     * @param a5 fifth argument
     * @param a6 sixth argument
     * @return the kernel's result, or a negative error number
     */
    public static long invoke(long number, long a1, long a2, long a3, long a4, long a5, long a6) {
        if (!HAS_STUB) {
            return LibrarySystemCalls.invoke(number, a1, a2, a3, a4, a5, a6);
        }
        try {
            return (long) SystemCallStub.CALL6.invokeExact(a1, a2, a3, a4, a5, a6, number);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Whether a result is an error number.
     *
     * @param result of a system call
     * @return true for -4095 to -1
     */
    public static boolean failed(long result) {
        return result < 0 && result >= -LARGEST_ERROR;
    }

    /**
     * Passes a result through, or throws if it is an error.
     *
     * @param call name of the system call, for the message
     * @param address the address it was given, 0 if none
     * @param length the length in bytes it was given, 0 if none
     * @param result what the kernel returned
     * @return {@code result}
     * @throws SystemCallException if {@code result} is an error number
     */
    public static long check(String call, long address, long length, long result) {
        if (failed(result)) {
            throw new SystemCallException(call, address, length, (int) -result);
        }
        return result;
    }
}

package org.tospace.runtime.linux;

import java.util.Map;

/**
 * The system calls that a heap without traps needs, made by the C library's functions of the same names: for processors that no machine code is made for.
 * They are known by the number that x86-64 has for them; no number of another processor's is needed. Results are the kernel's: a negative error number on failure.
 *
 * <p>Any thread. Each call takes some hundred nanoseconds more than one by {@link SystemCallStub}, for the memory that takes the error number.
 */
final class LibrarySystemCalls {

    private static final int ENOSYS = 38;

    /**
     * Where a function is, and what it returns.
     *
     * @param isLong false where its result is an int, and the upper half of the register is anything
     */
    private record Function(long address, boolean isLong) {
        static Function ofInt(String name) {
            return new Function(LibC.address(name), false);
        }

        static Function ofLong(String name) {
            return new Function(LibC.address(name), true);
        }
    }

    private static final Map<Long, Function> FUNCTIONS = Map.ofEntries(
            Map.entry(SystemCallNumber.WRITE, Function.ofLong("write")),
            Map.entry(SystemCallNumber.CLOSE, Function.ofInt("close")),
            Map.entry(SystemCallNumber.MMAP, Function.ofLong("mmap")),
            Map.entry(SystemCallNumber.MPROTECT, Function.ofInt("mprotect")),
            Map.entry(SystemCallNumber.MUNMAP, Function.ofInt("munmap")),
            Map.entry(SystemCallNumber.MADVISE, Function.ofInt("madvise")),
            Map.entry(SystemCallNumber.GETPID, Function.ofInt("getpid")),
            Map.entry(SystemCallNumber.FTRUNCATE, Function.ofInt("ftruncate")),
            Map.entry(SystemCallNumber.FALLOCATE, Function.ofInt("fallocate")),
            Map.entry(SystemCallNumber.MEMFD_CREATE, Function.ofInt("memfd_create")),
            Map.entry(SystemCallNumber.STATX, Function.ofInt("statx")));

    private LibrarySystemCalls() {
    }

    /** As {@link SystemCall#invoke}; a call that is not in the table returns the number of ENOSYS. */
    static long invoke(long number, long a1, long a2, long a3, long a4, long a5, long a6) {
        Function function = FUNCTIONS.get(number);
        if (function == null) {
            return -ENOSYS;
        }
        // Captured at once, and no call made twice: a second close could end what another thread has opened meanwhile.
        long result = LibC.captured(function.address, a1, a2, a3, a4, a5, a6);
        return function.isLong ? result : (int) result;
    }
}

package org.tospace.runtime.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What the process does on a signal: the C library's {@code struct sigaction} without its return trampoline, which the
 * library adds.
 *
 * @param handler address of the handler's code, or {@link #DEFAULT} or {@link #IGNORE}
 * @param mask signals blocked while the handler runs, bit {@code n - 1} for signal {@code n}
 * @param flags {@code SA_} bits
 */
public record SignalAction(long handler, long mask, int flags) {

    /** The signal that an access to an undefined or bad page of an object sends, {@code SIGBUS}. */
    public static final int SIGBUS = 7;
    /** The signal that an access which the page's protection forbids sends, {@code SIGSEGV}. */
    public static final int SIGSEGV = 11;
    /** {@code SIG_DFL} in place of a handler. */
    public static final long DEFAULT = 0;
    /** {@code SIG_IGN} in place of a handler. */
    public static final long IGNORE = 1;
    /** {@code SA_SIGINFO}: the handler takes three arguments. */
    public static final int SA_SIGINFO = 4;
    /** {@code SA_RESTART}: system calls go on afterwards. */
    public static final int SA_RESTART = 0x1000_0000;
    /** {@code SA_NODEFER}: the handler may meet the signal again. */
    public static final int SA_NODEFER = 0x4000_0000;

    /** glibc's layout on x86-64. */
    private static final int BYTES = 152;
    private static final int HANDLER_OFFSET = 0;
    private static final int MASK_OFFSET = 8;
    private static final int FLAGS_OFFSET = 136;

    /**
     * What the process does now.
     *
     * @param signal its number
     * @return the action
     * @throws SystemCallException if there is no such signal
     */
    public static SignalAction current(int signal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment old = arena.allocate(BYTES, Long.BYTES);
            SystemCall.check("sigaction", 0, 0, LibC.sigaction(signal, MemorySegment.NULL, old));
            return read(old);
        }
    }

    /**
     * Makes this what the process does.
     *
     * @param signal its number
     * @return what it did before
     * @throws SystemCallException if there is no such signal, or it cannot be caught
     */
    public SignalAction install(int signal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = arena.allocate(BYTES, Long.BYTES);
            MemorySegment old = arena.allocate(BYTES, Long.BYTES);
            action.set(JAVA_LONG, HANDLER_OFFSET, handler);
            action.set(JAVA_LONG, MASK_OFFSET, mask);
            action.set(JAVA_INT, FLAGS_OFFSET, flags);
            SystemCall.check("sigaction", handler, 0, LibC.sigaction(signal, action, old));
            return read(old);
        }
    }

    private static SignalAction read(MemorySegment struct) {
        return new SignalAction(struct.get(JAVA_LONG, HANDLER_OFFSET), struct.get(JAVA_LONG, MASK_OFFSET),
                struct.get(JAVA_INT, FLAGS_OFFSET));
    }
}

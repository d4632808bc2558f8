package org.tospace.runtime.trap;

import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Finds out whether a thread has the stack that an upcall and its handler take: Java that runs out of it at the start of an upcall ends
 * the process, and in the middle of a handler leaves its work half done. Signal-safe.
 *
 * <p>Asks the kernel to read the stack page by page: {@code rt_sigprocmask} with a command that is none reads its argument and does
 * nothing, and fails with {@code EFAULT} on the JVM's guard pages. What was found is kept with the thread's status words: from which
 * address to which the stack is known to be there. A thread that goes up and down its stack extends the range; one that is elsewhere
 * altogether (a virtual thread on another carrier) starts anew.
 */
@SignalSafe
final class StackProbe {

    /** Stack below the signal's frame that an upcall needs: HotSpot's shadow zone of 80 KiB, and as much for the handler. */
    static final int STACK_BYTES = 160 << 10;
    /** No more than the guard zone below a Java thread's stack. */
    private static final int STEP_BYTES = 4096;
    private static final int NO_COMMAND = 0x7fff;
    private static final int EFAULT = 14;
    /** Bytes of the signal set that the system call takes. */
    private static final int SIGNAL_SET_BYTES = 8;

    private StackProbe() {
    }

    /** Whether there is enough stack below an address in it; {@code status} are the thread's words. */
    static boolean isEnough(long status, long stack) {
        long lowest = stack - STACK_BYTES;
        long knownHigh = Memory.getLong(status + AccessorCode.STACK_HIGH_OFFSET);
        long knownLow = Memory.getLong(status + AccessorCode.STACK_LOW_OFFSET);
        boolean within = Long.compareUnsigned(stack, knownHigh) <= 0;
        if (within && Long.compareUnsigned(lowest, knownLow) >= 0) {
            return true;
        }
        long page = stack;
        do {
            page -= STEP_BYTES;
            if (SystemCall.invoke(SystemCallNumber.RT_SIGPROCMASK, NO_COMMAND, page, 0, SIGNAL_SET_BYTES, 0, 0) == -EFAULT) {
                return false;
            }
        } while (Long.compareUnsigned(page, lowest) > 0);
        // Extends the known range downwards if this is within it, else replaces it. Plain: the words are the thread's own.
        Memory.putLong(status + AccessorCode.STACK_LOW_OFFSET, lowest);
        Memory.putLong(status + AccessorCode.STACK_HIGH_OFFSET, within && Long.compareUnsigned(stack, knownLow) >= 0 ? knownHigh : stack);
        return true;
    }
}

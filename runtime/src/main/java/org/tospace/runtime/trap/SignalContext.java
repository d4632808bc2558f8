package org.tospace.runtime.trap;

import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * What the kernel tells a signal handler: {@code siginfo_t} and {@code ucontext_t} of Linux on x86-64. The registers are those that the
 * interrupted code goes on with. Signal-safe.
 */
@SignalSafe
final class SignalContext {

    private static final int SI_CODE = 8;
    private static final int SI_ADDR = 16;
    /** Not mapped (a guard page says so too), and not allowed by the protection. */
    private static final int SEGV_MAPERR = 1;
    private static final int SEGV_ACCERR = 2;
    /** No memory behind the page: what {@code userfaultfd} raises for a page without a page table entry. */
    private static final int BUS_ADRERR = 2;
    /** The kernel itself, without an address: one that is not canonical. */
    private static final int SI_KERNEL = 0x80;

    private static final int SAVED_R8 = 40;
    private static final int SAVED_R10 = 56;
    private static final int SAVED_R11 = 64;
    private static final int SAVED_RIP = 168;

    private SignalContext() {
    }

    /** Whether the processor raised the signal, and no process sent it. */
    static boolean isRaised(long info) {
        return Memory.getInt(info + SI_CODE) > 0;
    }

    /** Whether it is about an access to an address, of the kind that regions are for, or to one that is not canonical. */
    static boolean isAccess(int signal, long info) {
        int code = Memory.getInt(info + SI_CODE);
        return signal == SignalAction.SIGBUS ? code == BUS_ADRERR : code == SEGV_ACCERR || code == SEGV_MAPERR || code == SI_KERNEL;
    }

    /** Whether {@link #address} means something. */
    static boolean hasAddress(long info) {
        return Memory.getInt(info + SI_CODE) != SI_KERNEL;
    }

    static long address(long info) {
        return Memory.getLong(info + SI_ADDR);
    }

    static long programCounter(long context) {
        return Memory.getLong(context + SAVED_RIP);
    }

    static void setProgramCounter(long context, long address) {
        Memory.putLong(context + SAVED_RIP, address);
    }

    /** The status words of the accessor that was interrupted; see {@link AccessorCode}. */
    static long accessorStatus(long context) {
        return Memory.getLong(context + SAVED_R11);
    }

    /** Sends the accessor that was interrupted to its failure exit. */
    static void giveUp(long context, long failureExit, long address, int status) {
        Memory.putLong(context + SAVED_R8, status);
        Memory.putLong(context + SAVED_R10, address);
        Memory.putLong(context + SAVED_RIP, failureExit);
    }
}

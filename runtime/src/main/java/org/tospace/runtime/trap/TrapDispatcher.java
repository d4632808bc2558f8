package org.tospace.runtime.trap;

import org.tospace.runtime.linux.NativeCall;
import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * What a signal handler of ours does: decides what becomes of a fault, as the package's description tells, and does it. Runs as machine
 * code, on whatever thread faulted and in whatever state. On the fault path: allocates nothing, takes no lock, logs nothing, calls
 * nothing but a region's service or upcall.
 */
@SignalSafe
final class TrapDispatcher {

    /** Of {@link #dispatch}: the interrupted code goes on. */
    static final int RETURN = 0;
    /** Beside the statuses of {@link AccessorCode}: the fault is recorded, and passed on as SIGBUS. */
    private static final int WILD = -1;

    private TrapDispatcher() {
    }

    /**
     * Serves a signal.
     *
     * @param signal its number
     * @param info its {@code siginfo_t}
     * @param context its {@code ucontext_t}, which may be changed
     * @param words the handler's {@link HandlerWords}
     * @param thread the thread's pointer
     * @param stack the stack pointer, about
     * @return {@link #RETURN}, or the number of the signal to pass to the handler before ours, which is there
     */
    static int dispatch(int signal, long info, long context, long words, long thread, long stack) {
        // Only what the processor raised, not what a process sent; and not what somebody's handler for another signal passed on.
        if (signal != Memory.getLong(words + HandlerWords.SIGNAL) || !SignalContext.isRaised(info)) {
            return OwnFault.passOn(words, signal);
        }
        long record = ServingThreads.find(Memory.getLong(words + HandlerWords.SERVING), thread);
        if (record != 0 && OwnFault.isOwn(words, context, record)) {
            return OwnFault.report(words, signal, info, context, thread);
        }
        if (!SignalContext.isAccess(signal, info)) {
            return notOurs(words, signal, info, context, thread);
        }
        long address = SignalContext.address(info);
        long entry = SignalContext.hasAddress(info) ? RegionEntry.enter(Memory.getLong(words + HandlerWords.REGIONS), address) : 0;
        if (entry == 0) {
            // In no region: an accessor's access is given up, all else is not ours.
            return isInAccessor(words, context) ? giveUp(words, context, address, AccessorCode.STATUS_INACCESSIBLE)
                    : notOurs(words, signal, info, context, thread);
        }
        boolean served = signal != SignalAction.SIGBUS || Memory.getLong(entry + RegionTable.SERVES_BUS) != 0;
        int outcome = served ? serve(words, context, entry, address, thread, stack) : refuse(words, context);
        if (outcome == WILD) {
            RegionEntry.record(entry, address, SignalContext.programCounter(context));
        }
        RegionEntry.leave(entry);
        if (outcome == WILD) {
            return OwnFault.isInOwnCode(words, context) ? OwnFault.report(words, signal, info, context, thread)
                    : OwnFault.passOn(words, SignalAction.SIGBUS);
        }
        return outcome == AccessorCode.STATUS_DONE ? RETURN : giveUp(words, context, address, outcome);
    }

    /** In a region: by its service, or by upcall if an accessor faulted. Returns a status of {@link AccessorCode}, or {@link #WILD}. */
    private static int serve(long words, long context, long entry, long address, long thread, long stack) {
        long service = Memory.getLong(entry + RegionTable.SERVICE);
        if (service != 0) {
            return callService(words, entry, service, address, thread) ? AccessorCode.STATUS_DONE : WILD;
        }
        if (!isInAccessor(words, context)) {
            return WILD;
        }
        if (!StackProbe.isEnough(SignalContext.accessorStatus(context), stack)) {
            return AccessorCode.STATUS_NO_STACK;
        }
        return (int) NativeCall.invoke(Memory.getLong(entry + RegionTable.STUB), address, 0, 0) != 0 ? AccessorCode.STATUS_DONE
                : AccessorCode.STATUS_INACCESSIBLE;
    }

    /**
     * For SIGBUS in a region that did not ask for it: it means that memory ran out or a file was cut short, which no handler mends.
     * Returns as {@link #serve} does.
     */
    private static int refuse(long words, long context) {
        return isInAccessor(words, context) ? AccessorCode.STATUS_INACCESSIBLE : WILD;
    }

    private static boolean callService(long words, long entry, long service, long address, long thread) {
        long serving = Memory.getLong(words + HandlerWords.SERVING);
        long record = ServingThreads.enter(serving, thread, service, address);
        boolean served = (int) NativeCall.invoke(service, Memory.getLong(entry + RegionTable.ARGUMENT), address, thread) != 0;
        if (record != 0) {
            ServingThreads.leave(serving, record);
        }
        return served;
    }

    /** What no region is for: a fault of ours, or the affair of the handler before ours, which gets it untouched. */
    private static int notOurs(long words, int signal, long info, long context, long thread) {
        return OwnFault.isInOwnCode(words, context) ? OwnFault.report(words, signal, info, context, thread) : OwnFault.passOn(words, signal);
    }

    private static boolean isInAccessor(long words, long context) {
        long offset = SignalContext.programCounter(context) - Memory.getLong(words + HandlerWords.ACCESSORS);
        return Long.compareUnsigned(offset, Memory.getLong(words + HandlerWords.ACCESSOR_BYTES)) < 0;
    }

    private static int giveUp(long words, long context, long address, int status) {
        SignalContext.giveUp(context, Memory.getLong(words + HandlerWords.FAILURE_EXIT), address, status);
        return RETURN;
    }
}

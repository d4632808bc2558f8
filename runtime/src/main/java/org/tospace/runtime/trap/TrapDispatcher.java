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
                    : outside(words, signal, info, context, thread);
        }
        int outcome;
        if (signal == SignalAction.SIGBUS && Memory.getLong(entry + RegionTable.SERVES_BUS) == 0) {
            // Memory ran out or a file was cut short, which no handler mends.
            outcome = isInAccessor(words, context) ? AccessorCode.STATUS_INACCESSIBLE : WILD;
        } else if (Memory.getLong(entry + RegionTable.SERVICE) != 0) {
            outcome = callService(words, entry, address, thread, record) ? AccessorCode.STATUS_DONE : WILD;
        } else {
            outcome = isInAccessor(words, context) ? callUp(context, entry, address, stack) : WILD;
        }
        if (outcome == WILD) {
            RegionEntry.record(entry, address, SignalContext.programCounter(context));
        }
        RegionEntry.leave(entry);
        if (outcome == WILD) {
            if (OwnFault.isInOwnCode(words, context)) {
                return OwnFault.report(words, signal, info, context, thread);
            }
            // Acquire: pairs with the release in HandlerWords.setPrevious.
            long jvm = Memory.getLongAcquire(words + HandlerWords.JVM);
            return jvm != 0 && becomesError(jvm, info, context) ? RETURN : OwnFault.passOn(words, SignalAction.SIGBUS);
        }
        return outcome == AccessorCode.STATUS_DONE ? RETURN : giveUp(words, context, address, outcome);
    }

    /** Calls a region's service; {@code record} is what the thread has in {@link ServingThreads} already, or 0. */
    private static boolean callService(long words, long entry, long address, long thread, long record) {
        long service = Memory.getLong(entry + RegionTable.SERVICE);
        long own = ServingThreads.enter(Memory.getLong(words + HandlerWords.SERVING), thread, record, service, address);
        boolean served = (int) NativeCall.invoke(service, Memory.getLong(entry + RegionTable.ARGUMENT), address, thread) != 0;
        if (own != 0) {
            ServingThreads.leave(own);
        }
        return served;
    }

    /** Serves an accessor's fault by upcall, if there is stack enough; returns a status of {@link AccessorCode}. */
    private static int callUp(long context, long entry, long address, long stack) {
        if (!StackProbe.isEnough(SignalContext.accessorStatus(context), stack)) {
            return AccessorCode.STATUS_NO_STACK;
        }
        return (int) NativeCall.invoke(Memory.getLong(entry + RegionTable.STUB), address, 0, 0) != 0 ? AccessorCode.STATUS_DONE
                : AccessorCode.STATUS_INACCESSIBLE;
    }

    /** What no region is for: a fault of ours, or the affair of the handler before ours, which gets it untouched. */
    private static int notOurs(long words, int signal, long info, long context, long thread) {
        return OwnFault.isInOwnCode(words, context) ? OwnFault.report(words, signal, info, context, thread) : OwnFault.passOn(words, signal);
    }

    /**
     * An access by other code than accessors that is in no region. The JVM is asked whether it is one of its own: it loads from null on purpose,
     * for one. If it is not, it is asked again as if by SIGBUS, which it takes for a wild access of plain Java code, if that is what it is. All
     * else it gets as it came.
     */
    private static int outside(long words, int signal, long info, long context, long thread) {
        // Acquire: pairs with the release in HandlerWords.setPrevious.
        long jvm = Memory.getLongAcquire(words + HandlerWords.JVM);
        if (jvm == 0 || signal != SignalAction.SIGSEGV || OwnFault.isInOwnCode(words, context)) {
            return notOurs(words, signal, info, context, thread);
        }
        if ((int) NativeCall.invoke(jvm, signal, info, context) != 0) {
            return RETURN;
        }
        long programCounter = SignalContext.programCounter(context);
        if (!becomesError(jvm, info, context)) {
            return OwnFault.passOn(words, signal);
        }
        long address = SignalContext.hasAddress(info) ? SignalContext.address(info) : Fault.NOT_CANONICAL;
        RegionEntry.record(Memory.getLong(words + HandlerWords.REGIONS) + RegionTable.OUTSIDE_OFFSET, address, programCounter);
        return RETURN;
    }

    /** Has the JVM make an error of a fault, if it was plain Java code that raised it: it takes it for a SIGBUS and skips the access. */
    private static boolean becomesError(long jvm, long info, long context) {
        long programCounter = SignalContext.programCounter(context);
        long next = WideningLoad.next(programCounter);
        long standIn = next == 0 ? 0 : WideningLoad.standIn(next);
        if (standIn == 0) {
            return (int) NativeCall.invoke(jvm, SignalAction.SIGBUS, info, context) != 0;
        }
        SignalContext.setProgramCounter(context, standIn);
        boolean known = (int) NativeCall.invoke(jvm, SignalAction.SIGBUS, info, context) != 0;
        SignalContext.setProgramCounter(context, known ? next : programCounter);
        return known;
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

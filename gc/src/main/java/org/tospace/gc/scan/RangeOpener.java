package org.tospace.gc.scan;

import org.tospace.runtime.linux.Advice;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Opens a closed range of the mutators' view by whichever mechanism closed it, {@link ControlBlock#PROTECTION}. The other direction,
 * closing, is the collector's and never on the fault path.
 *
 * <p>Any thread, for ranges that nobody else opens or closes at the same time; on the fault path: allocates nothing, takes no lock.
 *
 * <p><b>userfaultfd.</b> {@code UFFDIO_CONTINUE} makes page table entries for memory that exists. It stops early for a signal or a
 * lock (EAGAIN, with what was done), at a system page that is open already (EEXIST), and at one that has no memory yet (EFAULT): the
 * rest of a page, or of a large object, that the collector's view never touched. Such pages get memory by a touch through the
 * collector's view: an addition of 0, which can disturb nobody's store.
 */
@SignalSafe
public final class RangeOpener {
    /** Nothing is ever closed. */
    public static final int NONE = 0;
    /** Closed by {@code mprotect}: costs mappings. */
    public static final int MPROTECT = 1;
    /** Closed by guard markers. */
    public static final int GUARD = 2;
    /** Closed by missing page table entries under a {@code userfaultfd}. */
    public static final int USER_FAULT = 3;

    /** Bytes that {@link #open} needs for the argument of its system call. */
    public static final long SCRATCH_BYTES = UserFault.CONTINUE_BYTES;

    private static final int READ_WRITE = 3;
    private static final long LENGTH = 8;
    private static final long MODE = 16;
    private static final long MAPPED = 24;
    /** {@code UFFDIO_CONTINUE_MODE_DONTWAKE}: with signals, nobody sleeps on a fault. */
    private static final long DO_NOT_WAKE = 1;
    private static final long SYSTEM_PAGE_BYTES = 4096;
    private static final long EAGAIN = 11;
    private static final long EFAULT = 14;
    private static final long EEXIST = 17;

    private RangeOpener() {
    }

    /**
     * Makes a range accessible to mutators.
     *
     * @param heap the control block
     * @param scratch {@link #SCRATCH_BYTES} of the caller's own
     * @param start first address, a multiple of the page's size
     * @param bytes length, whole pages
     * @return 0, or the error number of the system call that failed
     */
    public static long open(long heap, long scratch, long start, long bytes) {
        int protection = Memory.getInt(heap + ControlBlock.PROTECTION);
        if (protection == MPROTECT) {
            return -SystemCall.invoke(SystemCallNumber.MPROTECT, start, bytes, READ_WRITE);
        }
        if (protection == GUARD) {
            return -SystemCall.invoke(SystemCallNumber.MADVISE, start, bytes, Advice.GUARD_REMOVE);
        }
        return protection == USER_FAULT ? continueRange(heap, scratch, start, start + bytes) : 0;
    }

    private static long continueRange(long heap, long request, long start, long end) {
        long fileDescriptor = Memory.getInt(heap + ControlBlock.USER_FAULT_DESCRIPTOR);
        long next = start;
        long populated = 0;
        while (next < end) {
            Memory.putLong(request, next);
            Memory.putLong(request + LENGTH, end - next);
            Memory.putLong(request + MODE, DO_NOT_WAKE);
            // The kernel does not always write it when it fails.
            Memory.putLong(request + MAPPED, 0);
            long error = -SystemCall.invoke(SystemCallNumber.IOCTL, fileDescriptor, UserFault.CONTINUE_REQUEST, request);
            long mapped = Memory.getLong(request + MAPPED);
            if (error == 0) {
                return 0;
            }
            if (mapped > 0) {
                next += mapped;
            } else if (error == EEXIST) {
                next += SYSTEM_PAGE_BYTES;
            } else if (error == EFAULT && populated != next) {
                populate(heap, next, end);
                populated = next;
            } else if (error != EAGAIN) {
                return error;
            }
        }
        return 0;
    }

    private static void populate(long heap, long start, long end) {
        long delta = Memory.getLong(heap + ControlBlock.DELTA);
        for (long page = start; page < end; page += SYSTEM_PAGE_BYTES) {
            Memory.getAndAddLong(page + delta, 0);
        }
    }
}

package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * What can go wrong for good in code that cannot throw: the first failure is kept in the control block, and mutators throw it at
 * their next safepoint. After a failure no page is opened and the heap is not collected again: what was open can still be read, and what
 * mutators can read is right.
 */
@SignalSafe
public final class Failure {
    /** No failure. */
    public static final long NONE = 0;
    /** A reference named something that is not an object; the detail is its header word. */
    public static final long NOT_AN_OBJECT = 1;
    /** The copy area has no addresses left; the detail is the size asked for. */
    public static final long COPY_AREA_FULL = 2;
    /** A system call that opens pages failed; the detail is the error number. */
    public static final long UNPROTECT = 3;

    private Failure() {
    }

    /** Keeps a failure if it is the first; any thread. */
    static void raise(long heap, long failure, long address, long detail) {
        if (Memory.compareAndSetLong(heap + ControlBlock.FAILURE_CLAIM, 0, 1)) {
            Memory.putLong(heap + ControlBlock.FAILURE_DETAIL, detail);
            Memory.putLong(heap + ControlBlock.FAILURE_ADDRESS, address);
            // Release: who sees the failure sees what it is about.
            Memory.putLongRelease(heap + ControlBlock.FAILURE, failure);
        }
    }

    /** Whether something failed; acquire: pairs with the release of the failing thread. */
    public static boolean isRaised(long heap) {
        return Memory.getLongAcquire(heap + ControlBlock.FAILURE) != NONE;
    }
}

package org.tospace.runtime.dirty;

import org.tospace.runtime.linux.Protection;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * The state of each granule of a range whose first stores trap, in native memory, and the two that change it: the trap's service, and the
 * taker. Signal-safe; on the fault path: allocates nothing, takes no lock of the JVM's.
 *
 * <pre>
 * block: | start | length | granule's log2 | granules | state 0 | state 1 | ...
 *        0       8        16               24         32        36
 * </pre>
 *
 * <table>
 * <caption>States of a granule</caption>
 * <tr><th>state</th><th>the granule is</th><th>moves</th></tr>
 * <tr><td>CLEAN</td><td>read-only</td><td>to BUSY, by the service for its first store</td></tr>
 * <tr><td>BUSY</td><td>either; being changed by who made it BUSY</td><td>by the same, to DIRTY by the service, to CLEAN by the taker; where the
 *     system call failed, back</td></tr>
 * <tr><td>DIRTY</td><td>writable</td><td>to BUSY, by the taker, who tells it</td></tr>
 * </table>
 *
 * <p><b>Invariant:</b> a granule that is writable is not CLEAN; and where it is BUSY by the service, it will be DIRTY. So a store that is done
 * was done under DIRTY or BUSY, and a taker that begins later finds DIRTY, or waits for it, and tells. That is why who opens and who closes
 * exclude each other: were a mark set apart from the opening, a taker could come in between, clear the mark and close, and the opening would
 * leave a writable granule without a mark.
 *
 * <p><b>Waiting.</b> A service waits in a signal handler, where its thread may hold up the JVM's safepoints. It waits for another service or
 * the taker, which is the same machine code, called by a normal downcall: neither needs a safepoint to go on.
 */
@SignalSafe
final class WriteTrap {

    static final int START = 0;
    static final int LENGTH = 8;
    static final int GRANULE_LOG2 = 16;
    static final int GRANULES = 24;
    static final int STATES = 32;

    static final int CLEAN = 0;
    static final int BUSY = 1;
    static final int DIRTY = 2;

    /** Bytes of a run that {@link #take} tells: its first granule, and how many. */
    static final int RUN_BYTES = 16;
    /** A taker keeps no more granules BUSY at a time: services wait for that long. */
    private static final long LONGEST_RUN = 64;
    private static final int SPINS = 100;

    private WriteTrap() {
    }

    /** Bytes of a block. */
    static long bytes(long granules) {
        return STATES + granules * Integer.BYTES;
    }

    /** The service of the range's traps: makes the granule of an address writable, and DIRTY; 0 if the system refuses. */
    static int serve(long block, long address, long thread) {
        long granule = address - Memory.getLong(block + START) >> Memory.getInt(block + GRANULE_LOG2);
        long state = state(block, granule);
        for (int spins = 0;; spins++) {
            // Acquire: pairs with the releases of serve and take; who finds DIRTY comes after the opening.
            int found = Memory.getIntAcquire(state);
            if (found == DIRTY) {
                // Another thread opened it since this one's fault.
                return 1;
            }
            if (found == CLEAN && Memory.compareAndSetInt(state, CLEAN, BUSY)) {
                long error = protect(block, granule, 1, Protection.READ | Protection.WRITE);
                // Release: pairs with the acquires of serve and take.
                Memory.putIntRelease(state, error == 0 ? DIRTY : CLEAN);
                return error == 0 ? 1 : 0;
            }
            await(spins);
        }
    }

    /**
     * Tells DIRTY granules, and makes them read-only and CLEAN. One taker at a time.
     *
     * @param first where to begin
     * @param runs room for what is told, {@link #RUN_BYTES} each
     * @param capacity how many there is room for, at least 1; those not needed get a length of 0
     * @return where to go on, the number of granules at the end; or a negative error number
     */
    static long take(long block, long first, long runs, long capacity) {
        long granules = Memory.getLong(block + GRANULES);
        long granule = first;
        long told = 0;
        while (granule < granules && told < capacity) {
            long length = claim(block, granule, Math.min(granules - granule, LONGEST_RUN));
            if (length > 0) {
                long error = protect(block, granule, length, Protection.READ);
                release(block, granule, length, error == 0 ? CLEAN : DIRTY);
                if (error != 0) {
                    return -error;
                }
                Memory.putLong(runs + told * RUN_BYTES, granule);
                Memory.putLong(runs + told * RUN_BYTES + Long.BYTES, length);
                told++;
            }
            granule += Math.max(length, 1);
        }
        for (; told < capacity; told++) {
            Memory.putLong(runs + told * RUN_BYTES + Long.BYTES, 0);
        }
        return granule;
    }

    /** Makes DIRTY granules that follow each other BUSY; returns how many. Waits for a service that is opening one. */
    private static long claim(long block, long first, long limit) {
        long length = 0;
        int spins = 0;
        while (length < limit) {
            long state = state(block, first + length);
            // Acquire: pairs with the release of serve.
            int found = Memory.getIntAcquire(state);
            if (found == CLEAN) {
                return length;
            }
            // Only the taker leaves DIRTY, and there is one.
            if (found == DIRTY) {
                Memory.putIntRelease(state, BUSY);
                length++;
            } else {
                await(spins++);
            }
        }
        return length;
    }

    private static void release(long block, long first, long length, int to) {
        for (long i = 0; i < length; i++) {
            // Release: pairs with the acquire of serve; the protection comes first.
            Memory.putIntRelease(state(block, first + i), to);
        }
    }

    /** Returns 0 or an error number. */
    private static long protect(long block, long granule, long count, int protection) {
        int log2 = Memory.getInt(block + GRANULE_LOG2);
        long length = Math.min(count << log2, Memory.getLong(block + LENGTH) - (granule << log2));
        return -SystemCall.invoke(SystemCallNumber.MPROTECT, Memory.getLong(block + START) + (granule << log2), length, protection);
    }

    private static long state(long block, long granule) {
        return block + STATES + granule * Integer.BYTES;
    }

    private static void await(int spins) {
        if (spins < SPINS) {
            Memory.pause();
        } else {
            Memory.yield();
        }
    }
}

package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * From-space addresses of watched objects that were copied: appended by whoever copied one, in a signal handler too, and taken by who
 * processes ephemerons. An object is copied once, so there is room for as many as are watched.
 */
@SignalSafe
public final class WakeList {
    private WakeList() {
    }

    /** Appends an address. It does so before it lets go of the page that it scans, so at the end of scanning all are there. */
    static void add(long heap, long from) {
        long index = Memory.getAndAddLong(heap + ControlBlock.WOKEN_COUNT, 1);
        // Release: pairs with the acquire in get.
        Memory.putLongRelease(Memory.getLong(heap + ControlBlock.WOKEN) + (index << 3), from);
    }

    /** How many were appended. */
    public static long count(long heap) {
        return Memory.getLongAcquire(heap + ControlBlock.WOKEN_COUNT);
    }

    /** One of them, or 0 while it is being written. */
    public static long get(long heap, long index) {
        return Memory.getLongAcquire(Memory.getLong(heap + ControlBlock.WOKEN) + (index << 3));
    }
}

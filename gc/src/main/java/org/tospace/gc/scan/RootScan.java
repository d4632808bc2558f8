package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/** Forwards a stretch of roots, at a flip: mutators are stopped, so plain loads and stores will do. */
@SignalSafe
public final class RootScan {
    private RootScan() {
    }

    /**
     * Forwards every from-space reference in {@code slots} words from {@code address} up.
     *
     * @param agent whom the objects are copied by
     */
    public static void forward(long heap, long agent, long address, long slots) {
        long end = address + (slots << 3);
        for (long slot = address; slot < end; slot += ObjectHeader.WORD_BYTES) {
            long value = Memory.getLong(slot);
            if (Forwarding.isFromSpace(heap, value)) {
                Memory.putLong(slot, Forwarding.forwardValue(heap, agent, value));
            }
        }
    }
}

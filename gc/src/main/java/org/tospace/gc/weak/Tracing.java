package org.tospace.gc.weak;

import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * Forwards an object and the nearest of what it names, breadth first, without scanning pages: what a page's scan would do later. A page is closed when it is
 * scanned; were each object scanned as soon as it is copied, a chain of ephemerons would take a page for each.
 *
 * <p>Reads the objects in from-space, where they stay as they were at the flip; but for large ones that are scanned in place, perhaps at the same time: a slot that is
 * forwarded names nothing in from-space any more. What is beyond the limits is left to the scan. By one thread at a time.
 */
final class Tracing {
    private static final int MOST_OBJECTS = 64;
    private static final long MOST_SLOTS = 64;

    private final long control;
    private final Forwarder forwarder;
    /** From-space values of objects that are copied and whose slots are to be looked at, and their copies. */
    private final long[] sources = new long[MOST_OBJECTS];
    private final long[] copies = new long[MOST_OBJECTS];

    Tracing(long control, Forwarder forwarder) {
        this.control = control;
        this.forwarder = forwarder;
    }

    /** The to-space value of a from-space value. */
    long forward(long agent, long value) {
        long first = Forwarding.copyOf(control, value);
        if (first != 0) {
            return first;
        }
        first = forwarder.forward(agent, value);
        sources[0] = value;
        copies[0] = first;
        int known = 1;
        for (int i = 0; i < known; i++) {
            known = forwardNamed(agent, i, known);
        }
        return first;
    }

    private int forwardNamed(long agent, int index, int before) {
        long delta = Memory.getLong(control + ControlBlock.DELTA);
        long body = Forwarding.address(control, sources[index]) + delta;
        // Acquire: pairs with the copier's release.
        long word = Memory.getLongAcquire(Forwarding.address(control, copies[index]) + delta);
        long slots = Math.min(MOST_SLOTS, ObjectHeader.slots(word));
        int known = before;
        for (long i = 0; i < slots && known < MOST_OBJECTS; i++) {
            long named = Memory.getLong(body + ObjectHeader.WORD_BYTES + i * ObjectHeader.WORD_BYTES);
            if (Forwarding.isFromSpace(control, named) && Forwarding.copyOf(control, named) == 0) {
                sources[known] = named;
                copies[known] = forwarder.forward(agent, named);
                known++;
            }
        }
        return known;
    }
}

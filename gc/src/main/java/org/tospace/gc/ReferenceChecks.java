package org.tospace.gc;

import org.tospace.gc.collector.Collector;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * Tests references before they are used, in heaps with {@code checks=on} or under stress: what a mutator holds must name an object of to-space that
 * is in use. What fails is reported in words. Any thread that is attached.
 */
final class ReferenceChecks {
    private final Collector collector;
    private final Faults faults;
    private final ReferenceEncoding encoding;
    private final long delta;

    ReferenceChecks(Collector collector, Faults faults, ReferenceEncoding encoding, long delta) {
        this.collector = collector;
        this.faults = faults;
        this.encoding = encoding;
        this.delta = delta;
    }

    /** A value that is to be kept in a slot or root. */
    void checkValue(long value) {
        if (encoding.isReference(value)) {
            header(encoding.address(value));
        }
    }

    /** An access to bytes of an object. */
    void checkAccess(long ref, long offset, long bytes) {
        long size = ObjectHeader.bodyBytes(header(ref));
        if (offset < 0 || bytes < 0 || offset > size - bytes) {
            throw new IndexOutOfBoundsException("bytes " + offset + " to " + (offset + bytes) + " of an object of " + size + " bytes");
        }
    }

    /** An access to a slot of an object. */
    void checkSlot(long ref, long index) {
        long slots = ObjectHeader.slots(header(ref));
        if (index < 0 || index >= slots) {
            throw new IndexOutOfBoundsException("slot " + index + " of an object of " + slots + " slots");
        }
    }

    private long header(long ref) {
        if ((ref & (ObjectHeader.WORD_BYTES - 1)) == 0 && collector.isInUse(ref)) {
            // Plain: the object's own mutator wrote it, or the page scan that made it accessible.
            long word = Memory.getLong(ref + delta);
            if ((word & ObjectHeader.STATE_MASK) == ObjectHeader.NORMAL && !ObjectHeader.isFiller(word)) {
                return word;
            }
        }
        throw faults.stale(ref);
    }
}

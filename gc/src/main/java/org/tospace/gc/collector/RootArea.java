package org.tospace.gc.collector;

import org.tospace.gc.scan.RootRecord;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * Native memory of root slots, with what it takes to leave them pending at a flip: their chunks' words and their {@link RootRecord}. Costs
 * addresses until it is touched. Given back through {@link Roots#retire}, because the scanner may be looking at it.
 */
public final class RootArea {
    private final NativeBlock block;
    private final long record;
    private final int capacity;
    /** The last collection whose flip left slots of this area pending; written while mutators are stopped. */
    private volatile long pendingIn = -1;

    /** An area of so many slots. */
    public RootArea(long slots) {
        long chunks = RootRecord.chunks(slots);
        long wordBytes = chunks * Long.BYTES;
        // The record first: it stays in a cache line of its own, whatever the number of slots.
        this.block = NativeBlock.reserve(RootRecord.BYTES + slots * Long.BYTES + wordBytes);
        this.record = block.address();
        this.capacity = Math.toIntExact(slots);
        Memory.putLong(record + RootRecord.SLOTS, record + RootRecord.BYTES);
        Memory.putLong(record + RootRecord.CHUNKS, record + RootRecord.BYTES + slots * Long.BYTES);
    }

    /** Where the first slot is. */
    public long address() {
        return record + RootRecord.BYTES;
    }

    /** How many slots there is room for. */
    public int capacity() {
        return capacity;
    }

    /** The area's {@link RootRecord}. */
    public long record() {
        return record;
    }

    /** From here on, slots from {@code floor} up need no forwarding: they were removed, and whoever writes one writes a to-space value. */
    public void lower(int floor) {
        // Release rather than plain only so that it is not put off for ever: an old value costs the scanner time, nothing else.
        Memory.putLongRelease(record + RootRecord.FLOOR, floor);
    }

    /**
     * Leaves the slots below {@code floor} pending; at a flip.
     *
     * @param next the record of the area to be scanned behind this one, or 0
     * @return how many chunks that makes
     */
    long defer(long collection, int floor, long next) {
        long chunks = RootRecord.chunks(floor);
        pendingIn = collection;
        Memory.putLong(record + RootRecord.NEXT, next);
        Memory.putLong(record + RootRecord.FLOOR, floor);
        Memory.putLong(record + RootRecord.CURSOR, chunks);
        return chunks;
    }

    long pendingIn() {
        return pendingIn;
    }

    void close() {
        block.close();
    }
}

package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * A ring of trap records in native memory: written on the fault path by any number of threads, drained by one at a time elsewhere.
 *
 * <pre>
 *  ring + 0     HEAD   next position to claim (compare-and-set)
 *  ring + 64    TAIL   next position to drain (release by the drainer: gives the record back)
 *  ring + 128   LOST   traps that found the ring full
 *  ring + 192   MASK   capacity - 1; constant
 *  ring + 256   records of 64 bytes:
 *      0 SEQUENCE  position + 1 once filled (release; pairs with the drainer's acquire)
 *      8 ORIGIN (collection, agent)   16 START   24 WAIT   32 TIME   40 PAGE   48 OBJECTS   56 COPIED
 * </pre>
 *
 * A position's record is filled by who claimed it alone. When the ring is full a trap is counted as lost rather than waiting.
 */
@SignalSafe
public final class TrapRing {
    /** Offset in a record: the collection's number times 65,536 plus the agent's. */
    public static final long ORIGIN = 8;
    /** log2 of what the collection's number is multiplied by. */
    public static final int ORIGIN_SHIFT = 16;
    /** Offset in a record: the time stamp at the start. */
    public static final long START = 16;
    /** Offset in a record: time stamps spent waiting for another agent. */
    public static final long WAIT = 24;
    /** Offset in a record: time stamps spent in all. */
    public static final long TIME = 32;
    /** Offset in a record: the page's address. */
    public static final long PAGE = 40;
    /** Offset in a record: how many objects were copied. */
    public static final long OBJECTS = 48;
    /** Offset in a record: how many bytes were copied. */
    public static final long COPIED = 56;

    private static final long HEAD = 0;
    private static final long TAIL = 64;
    private static final long LOST = 128;
    private static final long MASK = 192;
    private static final long RECORDS = 256;
    private static final long RECORD_BYTES = 64;
    private static final int RECORD_SHIFT = 6;

    private TrapRing() {
    }

    /** The native memory that a ring of so many records takes. */
    public static long bytes(long capacity) {
        return RECORDS + capacity * RECORD_BYTES;
    }

    /** Prepares zeroed memory; {@code capacity} is a power of two. */
    public static void initialize(long ring, long capacity) {
        Memory.putLong(ring + MASK, capacity - 1);
    }

    /** Claims a record, or returns 0 and counts a loss when the ring is full. */
    static long claim(long ring) {
        long mask = Memory.getLong(ring + MASK);
        while (true) {
            long head = Memory.getLongAcquire(ring + HEAD);
            // Acquire: pairs with the drainer's release, after which the record may be written again.
            if (head - Memory.getLongAcquire(ring + TAIL) > mask) {
                Memory.getAndAddLong(ring + LOST, 1);
                return 0;
            }
            if (Memory.compareAndSetLong(ring + HEAD, head, head + 1)) {
                long record = ring + RECORDS + ((head & mask) << RECORD_SHIFT);
                // Plain: the claimant's own note of the position, overwritten by publish; a drainer waits for position + 1.
                Memory.putLong(record, -head);
                return record;
            }
        }
    }

    /** Fills in who, and in which collection. */
    static void fill(long record, long agent, long collection) {
        Memory.putLong(record + ORIGIN, collection << ORIGIN_SHIFT | agent);
    }

    /** Fills in when. */
    static void fillTime(long record, long start, long wait, long time) {
        Memory.putLong(record + START, start);
        Memory.putLong(record + WAIT, wait);
        Memory.putLong(record + TIME, time);
    }

    /** Fills in what was done. */
    static void fillWork(long record, long page, long objects, long bytes) {
        Memory.putLong(record + PAGE, page);
        Memory.putLong(record + OBJECTS, objects);
        Memory.putLong(record + COPIED, bytes);
    }

    /** Hands a filled record to the drainer. */
    static void publish(long ring, long record) {
        Memory.putLongRelease(record, 1 - Memory.getLong(record));
    }

    /** The next filled record, or 0; one drainer at a time. */
    public static long next(long ring) {
        long tail = Memory.getLong(ring + TAIL);
        long record = ring + RECORDS + ((tail & Memory.getLong(ring + MASK)) << RECORD_SHIFT);
        return Memory.getLongAcquire(record) == tail + 1 ? record : 0;
    }

    /** Gives the record of {@link #next} back to be filled again. */
    public static void release(long ring) {
        Memory.putLongRelease(ring + TAIL, Memory.getLong(ring + TAIL) + 1);
    }

    /** How many traps found the ring full so far. */
    public static long lost(long ring) {
        return Memory.getLongAcquire(ring + LOST);
    }
}

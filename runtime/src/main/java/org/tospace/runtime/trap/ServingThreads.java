package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Which threads are in a region's service now, and for what: so that a fault of the service itself is told from a mutator's, wherever
 * the program counter went. In native memory, one table for the process, never freed. {@link #address} apart, signal-safe.
 *
 * <pre>
 * table:  | owners of bucket 0 (8 words) | ... of bucket 127 | records of bucket 0 | ... of bucket 127 |
 * record: | address | service | reported | program counter |
 *         0         8         16         24
 * </pre>
 *
 * <p>A thread takes a free place in the bucket that its thread pointer hashes to, by compare-and-set, and gives it back by a release. The
 * record belongs to the thread whose place it is, so it is plain: the one who reads it is a signal handler of the same thread. A thread
 * that finds no place goes without; then its faults are known for ours by the program counter only.
 *
 * <p>A place may be left behind by a thread whose service never came back, because somebody else's handler sent the thread elsewhere after
 * a report. The thread, or another that has its pointer by then, takes it over.
 */
final class ServingThreads {

    private static final int BUCKETS_LOG2 = 7;
    private static final int PLACES = 8;
    private static final int OWNERS_BYTES_LOG2 = 6;
    private static final int OWNERS_BYTES = PLACES << BUCKETS_LOG2 + 3;
    private static final int RECORD_BYTES_LOG2 = 5;
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    /** Offsets into a record from its place's word are found by {@link #record}. The first fault's address. */
    private static final int ADDRESS = 0;
    private static final int SERVICE = 8;
    private static final int REPORTED = 16;
    private static final int PROGRAM_COUNTER = 24;

    private static final NativeBlock TABLE = NativeBlock.reserve(OWNERS_BYTES + ((long) PLACES << BUCKETS_LOG2 + RECORD_BYTES_LOG2));

    private ServingThreads() {
    }

    static long address() {
        return TABLE.address();
    }

    /** The record of a thread that is serving; 0 for one that is not. */
    @SignalSafe
    static long find(long table, long thread) {
        return place(table, thread, thread);
    }

    /** Takes a place for a thread, or the one it has; 0 if there is none free. The service is 0 where there is none. */
    @SignalSafe
    static long enter(long table, long thread, long service, long address) {
        long record = place(table, thread, thread);
        for (int tries = 0; record == 0 && tries < PLACES; tries++) {
            long free = place(table, thread, 0);
            if (free != 0 && Memory.compareAndSetLong(owner(table, free), 0, thread)) {
                record = free;
            }
        }
        if (record != 0) {
            Memory.putLong(record + ADDRESS, address);
            Memory.putLong(record + SERVICE, service);
            Memory.putLong(record + REPORTED, 0);
        }
        return record;
    }

    @SignalSafe
    static void leave(long table, long record) {
        // Release: pairs with the compare-and-set of who takes the place next.
        Memory.putLongRelease(owner(table, record), 0);
    }

    /** What the service was called for. */
    @SignalSafe
    static long faultAddress(long record) {
        return Memory.getLong(record + ADDRESS);
    }

    /** The service; 0 if the thread was in none. */
    @SignalSafe
    static long service(long record) {
        return Memory.getLong(record + SERVICE);
    }

    /** Notes that a fault of ours has been reported. */
    @SignalSafe
    static void setReported(long record, long programCounter) {
        Memory.putLong(record + REPORTED, 1);
        Memory.putLong(record + PROGRAM_COUNTER, programCounter);
    }

    @SignalSafe
    static boolean isReported(long record) {
        return Memory.getLong(record + REPORTED) != 0;
    }

    @SignalSafe
    static boolean isReported(long record, long programCounter) {
        return isReported(record) && Memory.getLong(record + PROGRAM_COUNTER) == programCounter;
    }

    /** The record of the first place in a thread's bucket that has this owner; 0 if none has. */
    @SignalSafe
    private static long place(long table, long thread, long owner) {
        long bucket = thread * GOLDEN >>> Long.SIZE - BUCKETS_LOG2;
        long owners = table + (bucket << OWNERS_BYTES_LOG2);
        for (int i = 0; i < PLACES; i++) {
            if (Memory.getLongOpaque(owners + i * 8L) == owner) {
                return table + OWNERS_BYTES + (bucket * PLACES + i << RECORD_BYTES_LOG2);
            }
        }
        return 0;
    }

    @SignalSafe
    private static long owner(long table, long record) {
        return table + (record - table - OWNERS_BYTES >> RECORD_BYTES_LOG2 - 3);
    }
}

package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Which threads are in a region's service now, and for what: so that a fault of the service itself is told from a mutator's, wherever
 * the program counter went. In native memory, one table for the process, never freed. {@link #address} apart, signal-safe.
 *
 * <pre>
 * table:  | bucket 0 | bucket 1 | ... | bucket 255 |
 * bucket: | owner 0 | owner 1 | owner 2 | owner 3 | record 0 | record 1 | record 2 | record 3 | ... |
 *         0         8         16        24        32         64         96         128              256
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

    private static final int BUCKETS_LOG2 = 8;
    private static final int BUCKET_BYTES_LOG2 = 8;
    private static final int PLACES = 4;
    private static final int RECORDS = 32;
    private static final int RECORD_BYTES_LOG2 = 5;
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private static final int ADDRESS = 0;
    private static final int SERVICE = 8;
    private static final int REPORTED = 16;
    private static final int PROGRAM_COUNTER = 24;

    private static final NativeBlock TABLE = NativeBlock.reserve(1L << BUCKETS_LOG2 + BUCKET_BYTES_LOG2);

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

    /**
     * Takes a place for a thread.
     *
     * @param known the record that it has already, 0 for none
     * @param service the service that it calls, 0 for none
     * @return its record, or 0 if no place is free
     */
    @SignalSafe
    static long enter(long table, long thread, long known, long service, long address) {
        long record = known;
        for (int tries = 0; record == 0 && tries < PLACES; tries++) {
            long free = place(table, thread, 0);
            if (free != 0 && Memory.compareAndSetLong(owner(free), 0, thread)) {
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
    static void leave(long record) {
        // Release: pairs with the compare-and-set of who takes the place next.
        Memory.putLongRelease(owner(record), 0);
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
        long bucket = table + (thread * GOLDEN >>> Long.SIZE - BUCKETS_LOG2 << BUCKET_BYTES_LOG2);
        for (long i = 0; i < PLACES; i++) {
            // Opaque: a place that is the thread's own was made so by the thread itself; of others nothing is read.
            if (Memory.getLongOpaque(bucket + i * Long.BYTES) == owner) {
                return bucket + RECORDS + (i << RECORD_BYTES_LOG2);
            }
        }
        return 0;
    }

    /** The word that says whose a record is. Tables and their buckets are aligned. */
    @SignalSafe
    private static long owner(long record) {
        long bucket = record & -1L << BUCKET_BYTES_LOG2;
        return bucket + (record - bucket - RECORDS >> RECORD_BYTES_LOG2 - 3);
    }
}

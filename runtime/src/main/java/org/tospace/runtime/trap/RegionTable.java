package org.tospace.runtime.trap;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * The trap regions of the process, in native memory, where {@link RegionEntry} reads them. Never freed.
 *
 * <pre>
 * table:  | used | ... | entry 0 | entry 1 | ... | entry 1023 | outside |
 *         0            64
 * entry:  | start | length | stub | context | inside | faults | service | argument | serves SIGBUS | record 0 | ... | record 7 |
 *         0       8        16     24        32       40       48        56         64              72
 * record: | sequence | address | program counter | context |
 *         0          8         16                24
 * </pre>
 *
 * <p>Entries are written by Java under the monitor of {@link TrapRegion}'s registry, and read by the signal handler of any
 * thread without a lock:
 * <ul>
 * <li>An entry is open while its length is not 0. {@link #publish} writes the length last, release. The machine code
 *     compares, and if the address fits, adds 1 to <em>inside</em> (locked) and compares again, reading the length first:
 *     so it has a start that is as new as the length, or newer.
 * <li>{@link #retract} writes length 0, then waits until <em>inside</em> is 0, with a full fence in between. Whoever read
 *     the length before that added to <em>inside</em> earlier, and is waited for: nobody is in the entry, and its stub may
 *     be freed and the entry used again.
 * <li>The first comparison may take the start of one region with the length of another, and fit. The second finds out: it
 *     reads 0 or the length of a region that cannot be retracted until the one who is inside has left.
 * </ul>
 *
 * <p>The last entry is of no region and never open: it has the records of plain Java's faults that were in no region.
 *
 * <p>Fault records form a ring. A writer takes a number by a locked addition to <em>faults</em>, writes sequence 0, the
 * rest, then the sequence. A reader takes a record only if the sequence was the one it looked for before and after. Benign
 * race: a writer that is held up while eight more faults of the region are recorded mixes its fields with theirs.
 */
final class RegionTable {

    static final int CAPACITY = 1024;

    static final int USED_OFFSET = 0;
    static final int ENTRIES_OFFSET = 64;

    static final int START = 0;
    static final int LENGTH = 8;
    static final int STUB = 16;
    static final int CONTEXT = 24;
    static final int INSIDE = 32;
    static final int FAULTS = 40;
    static final int SERVICE = 48;
    static final int ARGUMENT = 56;
    /** Not 0 where SIGBUS is served too. */
    static final int SERVES_BUS = 64;
    static final int RECORDS = 72;

    static final int RECORD_COUNT = 8;
    static final int RECORD_BYTES_LOG2 = 5;
    static final int RECORD_SEQUENCE = 0;
    static final int RECORD_ADDRESS = 8;
    static final int RECORD_PROGRAM_COUNTER = 16;
    static final int RECORD_CONTEXT = 24;

    static final int ENTRY_BYTES = RECORDS + (RECORD_COUNT << RECORD_BYTES_LOG2);

    /** The index of the entry for faults in no region. */
    static final int OUTSIDE = CAPACITY;
    static final int OUTSIDE_OFFSET = ENTRIES_OFFSET + CAPACITY * ENTRY_BYTES;

    private static final long WAIT_NANOS = 20_000;

    private static final NativeBlock BLOCK = NativeBlock.reserve(OUTSIDE_OFFSET + ENTRY_BYTES);

    private RegionTable() {
    }

    static long address() {
        return BLOCK.address();
    }

    private static long entry(int index) {
        return address() + ENTRIES_OFFSET + (long) index * ENTRY_BYTES;
    }

    /** Opens an entry that is closed and that nobody is inside of; of stub and service, one is 0. */
    static void publish(int index, long start, long length, long stub, long service, long argument, long context,
            boolean servesBus) {
        long entry = entry(index);
        Memory.putLong(entry + START, start);
        Memory.putLong(entry + STUB, stub);
        Memory.putLong(entry + SERVICE, service);
        Memory.putLong(entry + ARGUMENT, argument);
        Memory.putLong(entry + CONTEXT, context);
        Memory.putLong(entry + SERVES_BUS, servesBus ? 1 : 0);
        Memory.putLong(entry + FAULTS, 0);
        Memory.clear(entry + RECORDS, RECORD_COUNT << RECORD_BYTES_LOG2);
        if (Memory.getLong(address() + USED_OFFSET) <= index) {
            // Release: the machine code may look at the entry from now on, and finds length 0.
            Memory.putLongRelease(address() + USED_OFFSET, index + 1L);
        }
        // Release: publishes the fields above to the machine code's second reading of start and length.
        Memory.putLongRelease(entry + LENGTH, length);
    }

    /**
     * Closes an entry and waits until nobody is inside.
     *
     * @return false if somebody still was after {@code limitNanos}; then the entry must not be used again
     */
    static boolean retract(int index, long limitNanos) {
        long entry = entry(index);
        Memory.putLongRelease(entry + LENGTH, 0);
        Memory.fullFence();
        long start = System.nanoTime();
        // Acquire: pairs with the machine code's locked subtraction.
        while (Memory.getLongAcquire(entry + INSIDE) != 0) {
            if (System.nanoTime() - start > limitNanos) {
                return false;
            }
            LockSupport.parkNanos(WAIT_NANOS);
        }
        return true;
    }

    static long faults(int index) {
        // Acquire: pairs with the machine code's locked addition.
        return Memory.getLongAcquire(entry(index) + FAULTS);
    }

    /** The newest fault whose record is whole. */
    static Optional<Fault> lastFault(int index) {
        long newest = faults(index);
        for (long sequence = newest; sequence > 0 && sequence > newest - RECORD_COUNT; sequence--) {
            long record = entry(index) + RECORDS + ((sequence - 1) % RECORD_COUNT << RECORD_BYTES_LOG2);
            // Acquire: pairs with the machine code's store of the sequence, the last of a record.
            long before = Memory.getLongAcquire(record + RECORD_SEQUENCE);
            Fault fault = new Fault(Memory.getLong(record + RECORD_ADDRESS),
                    Memory.getLong(record + RECORD_PROGRAM_COUNTER), Memory.getLong(record + RECORD_CONTEXT), sequence);
            // The fields are read before the sequence is read again.
            Memory.fullFence();
            if (before == sequence && Memory.getLongAcquire(record + RECORD_SEQUENCE) == sequence) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}

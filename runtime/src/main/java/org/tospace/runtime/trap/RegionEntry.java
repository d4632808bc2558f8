package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/** The signal handler's side of {@link RegionTable}, whose protocol is told there. Signal-safe. */
@SignalSafe
final class RegionEntry {

    private RegionEntry() {
    }

    /** Finds the open region that an address is in and announces the caller, who must {@link #leave}; 0 if there is none. */
    static long enter(long table, long address) {
        // Acquire: pairs with the release in RegionTable.publish.
        long used = Memory.getLongAcquire(table + RegionTable.USED_OFFSET);
        long entry = table + RegionTable.ENTRIES_OFFSET;
        for (long i = 0; i < used; i++) {
            if (contains(entry, address)) {
                // Announce, then look again: from here the entry is neither closed under us nor used for another region.
                Memory.getAndAddLong(entry + RegionTable.INSIDE, 1);
                if (contains(entry, address)) {
                    return entry;
                }
                leave(entry);
            }
            entry += RegionTable.ENTRY_BYTES;
        }
        return 0;
    }

    static void leave(long entry) {
        Memory.getAndAddLong(entry + RegionTable.INSIDE, -1);
    }

    /** Length 0 contains nothing. Acquire: the length is read before the start; pairs with the release in RegionTable.publish. */
    private static boolean contains(long entry, long address) {
        long length = Memory.getLongAcquire(entry + RegionTable.LENGTH);
        return Long.compareUnsigned(address - Memory.getLong(entry + RegionTable.START), length) < 0;
    }

    /** Records a fault that nothing served. */
    static void record(long entry, long address, long programCounter) {
        long before = Memory.getAndAddLong(entry + RegionTable.FAULTS, 1);
        long record = entry + RegionTable.RECORDS + ((before & RegionTable.RECORD_COUNT - 1) << RegionTable.RECORD_BYTES_LOG2);
        long contextAddress = Memory.getLong(entry + RegionTable.CONTEXT);
        // Release, here and below: who reads the record takes it only if the sequence is the one looked for before and after.
        Memory.putLongRelease(record + RegionTable.RECORD_SEQUENCE, 0);
        Memory.putLong(record + RegionTable.RECORD_ADDRESS, address);
        Memory.putLong(record + RegionTable.RECORD_PROGRAM_COUNTER, programCounter);
        Memory.putLong(record + RegionTable.RECORD_CONTEXT, contextAddress == 0 ? 0 : Memory.getLong(contextAddress));
        // Release: pairs with RegionTable.lastFault; publishes the fields above.
        Memory.putLongRelease(record + RegionTable.RECORD_SEQUENCE, before + 1);
    }
}

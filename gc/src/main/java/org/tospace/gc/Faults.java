package org.tospace.gc;

import java.util.Optional;
import org.tospace.gc.collector.Collector;
import org.tospace.gc.collector.HeapMemory;
import org.tospace.runtime.trap.Fault;

/** A heap's faults that no page scan could make good, in words. Any thread. */
final class Faults {
    private static final long NULL_PAGE_BYTES = 4096;

    private final HeapMemory memory;
    private final Collector collector;
    private volatile RecordedFaults recorded = RecordedFaults.NONE;
    private volatile FaultReport last;
    private volatile long seen;
    /** Of faults outside all heaps, which every open heap tells. */
    private volatile long seenOutside;

    Faults(HeapMemory memory, Collector collector) {
        this.memory = memory;
        this.collector = collector;
    }

    /** Tells where the faults of plain Java code are recorded. */
    void setRecorded(RecordedFaults faults) {
        seenOutside = faults.outside().map(Fault::sequence).orElse(0L);
        recorded = faults;
    }

    /**
     * The exception for an access that was given up.
     *
     * @throws HeapFailureException when that is because the heap has failed
     */
    StaleReferenceException stale(long address) {
        collector.checkFailure();
        FaultReport report = describe(address, collector.collection());
        last = report;
        return new StaleReferenceException(report);
    }

    /** Keeps the last fault's words: the memory that they are found with is about to go. */
    void close() {
        last();
        recorded = RecordedFaults.NONE;
    }

    /** The last fault, whichever way it came; the heap's own, if it had one and there was one outside all heaps since this was called last. */
    Optional<FaultReport> last() {
        RecordedFaults faults = recorded;
        Optional<Fault> outside = faults.outside();
        if (outside.isPresent() && outside.get().sequence() != seenOutside) {
            seenOutside = outside.get().sequence();
            last = describe(outside.get().address(), collector.collection());
        }
        Optional<Fault> fault = faults.own();
        if (fault.isPresent() && fault.get().sequence() != seen) {
            seen = fault.get().sequence();
            last = describe(fault.get().address(), fault.get().context());
        }
        return Optional.ofNullable(last);
    }

    private FaultReport describe(long address, long collection) {
        String hex = address == Fault.NOT_CANONICAL ? "an address from 2^47 up" : "0x" + Long.toHexString(address);
        String since = collection == 0 ? "before the first collection" : "in collection " + collection;
        String space;
        String mistake;
        if (address >= 0 && address < NULL_PAGE_BYTES) {
            space = "null";
            mistake = "the null reference was used as an object";
        } else if (address == Fault.NOT_CANONICAL) {
            space = "outside the heap";
            mistake = "which no process has: a value that is no reference, such as a boxed one, was used as one";
        } else if (!memory.contains(address)) {
            space = "outside the heap";
            mistake = "which is no address of this heap's spaces: a value that is no reference was used as one";
        } else if (!memory.isToSpace(address, collection)) {
            space = "from-space";
            mistake = collection == 0 ? "a part of the heap that nothing was ever allocated in: a made-up reference"
                    : "which is from-space since collection " + collection
                    + ": a reference was kept across a safepoint (allocate, poll, collect, verify or blocked) without a root";
        } else if (memory.isLarge(address)) {
            space = "to-space, large objects";
            mistake = "where no large object starts: its object has died, the reference was kept across more than one collection without a root, or it was made up";
        } else {
            space = memory.isCopyArea(address) ? "to-space, copies" : "to-space, new objects";
            mistake = (collector.isInUse(address) ? "where no object starts" : "a part of to-space that is not in use")
                    + ": a reference was kept across more than one collection without a root, or made up";
        }
        // Once the heap has failed, closed pages stay closed, and a good reference is refused like a bad one.
        String reason = collector.failure().map(Throwable::getMessage).orElse(mistake);
        return new FaultReport(address, space, collection, "access to " + hex + " (" + space + "), " + since + ": " + reason);
    }
}

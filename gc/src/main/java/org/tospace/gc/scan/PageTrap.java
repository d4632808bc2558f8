package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Serves a trap: a mutator has touched a page of to-space that is not scanned yet. When this returns {@link #SERVED}, the page is
 * open and the access can be made again.
 *
 * <p>Runs on the faulting thread and on the fault path: it allocates nothing, takes no lock, logs nothing. What happened goes to
 * the {@link TrapRing} and to the agent's counters.
 */
@SignalSafe
public final class PageTrap {
    /** The page is open now. */
    public static final int SERVED = 1;
    /** The address is not on a page of to-space's copies, nor of a large object that is named: a stale or wild reference, or the heap has failed. */
    public static final int NOT_OURS = 0;

    private PageTrap() {
    }

    /**
     * Makes a page accessible to mutators.
     *
     * @param heap the control block
     * @param agent the faulting mutator's agent record
     * @param address the address that was touched, in the mutators' view
     * @return {@link #SERVED} or {@link #NOT_OURS}
     */
    public static int serve(long heap, long agent, long address) {
        long start = Memory.timeStamp();
        long page = address & -Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        long base = Memory.getLong(heap + ControlBlock.COPY_BASE);
        long reserved = Memory.getLongAcquire(heap + ControlBlock.COPY_TOP) - base;
        if (Long.compareUnsigned(address - base, reserved) >= 0) {
            base = LargeObjects.isSlottedInToSpace(heap, page) ? LargeObjects.named(heap, page) : 0;
        }
        if (base == 0 || Failure.isRaised(heap)) {
            return NOT_OURS;
        }
        long objects = Memory.getLong(agent + AgentRecord.OBJECTS_COPIED);
        long bytes = Memory.getLong(agent + AgentRecord.BYTES_COPIED);
        long waited = PageOpener.takeRanges(heap) ? openPage(heap, agent, page, true) : openUpTo(heap, agent, base, page);
        objects = Memory.getLong(agent + AgentRecord.OBJECTS_COPIED) - objects;
        bytes = Memory.getLong(agent + AgentRecord.BYTES_COPIED) - bytes;
        long took = Memory.timeStamp() - start;
        Memory.putLong(agent + AgentRecord.TRAPS, Memory.getLong(agent + AgentRecord.TRAPS) + 1);
        Memory.putLong(agent + AgentRecord.TRAP_WAIT, Memory.getLong(agent + AgentRecord.TRAP_WAIT) + waited);
        Memory.putLong(agent + AgentRecord.TRAP_TIME, Memory.getLong(agent + AgentRecord.TRAP_TIME) + took);
        long ring = Memory.getLong(heap + ControlBlock.RING);
        long record = ring == 0 ? 0 : TrapRing.claim(ring);
        if (record != 0) {
            TrapRing.fill(record, Memory.getLong(agent + AgentRecord.ID), Memory.getLong(heap + ControlBlock.COLLECTION));
            TrapRing.fillTime(record, start, waited, took);
            TrapRing.fillWork(record, page, objects, bytes);
            TrapRing.publish(ring, record);
        }
        return SERVED;
    }

    /**
     * With no mapping to spare: opens every page from the nearest open one below up to this one, one by one, so that an open stretch
     * grows and none is added; from {@code base} at most, where the copies or the object begin. Returns the time spent waiting.
     */
    private static long openUpTo(long heap, long agent, long base, long page) {
        long pageBytes = Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        long next = page;
        while (next > base && PageRecord.state(PageRecord.of(heap, next - pageBytes)) != PageRecord.SCANNED) {
            next -= pageBytes;
        }
        long waited = 0;
        while (next <= page) {
            waited += openPage(heap, agent, next, false);
            next += pageBytes;
        }
        return waited;
    }

    /** Scans and opens a page, or waits until whoever claimed it has; returns the time spent waiting. */
    private static long openPage(long heap, long agent, long page, boolean taken) {
        long record = PageRecord.of(heap, page);
        if (PageScanner.claim(heap, record, page)) {
            scanAndOpen(heap, agent, record, taken);
            return 0;
        }
        boolean opened = PageRecord.state(record) == PageRecord.SCANNED;
        long start = Memory.timeStamp();
        Memory.getAndAddLong(heap + ControlBlock.WAITING, 1);
        int spins = 0;
        boolean scanned = false;
        while (!scanned && PageRecord.state(record) != PageRecord.SCANNED) {
            // Claimable after all when the page was just being set up.
            scanned = PageScanner.claim(heap, record, page);
            if (!scanned) {
                spins = Waiting.spin(spins);
            }
        }
        Memory.getAndAddLong(heap + ControlBlock.WAITING, -1);
        long waited = Memory.timeStamp() - start;
        if (scanned) {
            scanAndOpen(heap, agent, record, taken);
            return waited;
        }
        if (opened) {
            PageOpener.reopen(heap, agent, page);
        }
        if (taken) {
            PageOpener.returnRanges(heap);
        }
        return waited;
    }

    private static void scanAndOpen(long heap, long agent, long record, boolean taken) {
        PageScanner.scan(heap, agent, record);
        // Before it is SCANNED: the collection may have ended, and been reported, right after.
        Memory.putLong(agent + AgentRecord.PAGES_BY_TRAP, Memory.getLong(agent + AgentRecord.PAGES_BY_TRAP) + 1);
        PageOpener.open(heap, agent, record, 1, taken);
    }
}

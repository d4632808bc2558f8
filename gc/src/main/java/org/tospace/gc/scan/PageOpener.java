package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Opens scanned pages to mutators, within a budget of mappings where the mechanism of protection costs any.
 *
 * <p>With {@code mprotect} the kernel keeps one mapping for each stretch of equal protection and refuses more than
 * {@code vm.max_map_count} of them. An open stretch with closed pages on both sides costs two more mappings, one that touches an open
 * neighbour none, one that joins two gives two back. {@link ControlBlock#RANGES_LEFT} counts what is left.
 *
 * <p><b>Invariant (map-budget):</b> the count is never higher than the truth allows: two is taken before each opening, and given back only
 * for neighbours that are SCANNED, hence already open, and once for each large object that stays, which has two of its own in either window for as
 * long as it lives. Openings side by side at the same time may both miss each other and
 * give back too little; the next flip starts the count anew.
 */
@SignalSafe
final class PageOpener {
    private static final long RANGES_PER_OPENING = 2;

    private PageOpener() {
    }

    /** Takes what an opening may cost; false when the budget does not have it, and then nothing is taken. */
    static boolean takeRanges(long heap) {
        if (!costsRanges(heap) || Memory.getAndAddLong(heap + ControlBlock.RANGES_LEFT, -RANGES_PER_OPENING) >= RANGES_PER_OPENING) {
            return true;
        }
        Memory.getAndAddLong(heap + ControlBlock.RANGES_LEFT, RANGES_PER_OPENING);
        return false;
    }

    /** Gives back what an opening was taken for that did not happen. */
    static void returnRanges(long heap) {
        if (costsRanges(heap)) {
            Memory.getAndAddLong(heap + ControlBlock.RANGES_LEFT, RANGES_PER_OPENING);
        }
    }

    private static boolean costsRanges(long heap) {
        return Memory.getInt(heap + ControlBlock.PROTECTION) == RangeOpener.MPROTECT;
    }

    /**
     * Opens a run of claimed and scanned pages and moves them to SCANNED. Once something has failed, pages stay closed.
     *
     * @param agent the caller's agent record
     * @param record the first page's record
     * @param pages how many
     * @param taken whether {@link #takeRanges} was called for this run
     */
    static void open(long heap, long agent, long record, long pages, boolean taken) {
        long pageBytes = Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        long start = Memory.getLong(record + PageRecord.END) - pageBytes;
        // (closed-after-failure): a slot that could not be forwarded must not be seen. Who waits for the page faults again, in vain.
        if (!Failure.isRaised(heap)) {
            openRange(heap, agent, start, pages * pageBytes);
        }
        if (taken && costsRanges(heap)) {
            giveBackJoined(heap, record, pages, start);
        }
        for (long i = 0; i < pages; i++) {
            PageRecord.setState(record + (i << PageRecord.SHIFT), PageRecord.SCANNED);
        }
        Memory.getAndAddLong(heap + ControlBlock.SCANNED_PAGES, pages);
    }

    /**
     * Opens a page that is SCANNED already, hence open, but was met by a trap. Mostly it was opened between fault and trap. A page under a
     * {@code userfaultfd} may also have lost its page table entry when the kernel was short of memory.
     */
    static void reopen(long heap, long agent, long page) {
        if (Memory.getInt(heap + ControlBlock.PROTECTION) == RangeOpener.USER_FAULT) {
            openRange(heap, agent, page, Memory.getLong(heap + ControlBlock.PAGE_BYTES));
        }
    }

    private static void openRange(long heap, long agent, long start, long bytes) {
        long error = RangeOpener.open(heap, agent + AgentRecord.SCRATCH, start, bytes);
        if (error != 0) {
            Failure.raise(heap, Failure.UNPROTECT, start, error);
        }
    }

    private static void giveBackJoined(long heap, long record, long pages, long start) {
        long joined = 0;
        if (joinsBelow(heap, record, start)) {
            joined = RANGES_PER_OPENING;
        }
        long behind = record + (pages << PageRecord.SHIFT);
        if (PageRecord.state(behind) == PageRecord.SCANNED) {
            joined += RANGES_PER_OPENING;
        }
        if (joined != 0) {
            Memory.getAndAddLong(heap + ControlBlock.RANGES_LEFT, joined);
        }
    }

    /** Whether what is opened from a page on makes an open stretch longer: one below, or the one that a large object which stays is reckoned to have from the start. */
    static boolean joinsBelow(long heap, long record, long page) {
        if (LargeObjects.isSlottedInToSpace(heap, page) && LargeObjects.named(heap, page) == page) {
            return true;
        }
        return page > Memory.getLong(heap + ControlBlock.COPY_BASE) && PageRecord.state(record - PageRecord.BYTES) == PageRecord.SCANNED;
    }
}

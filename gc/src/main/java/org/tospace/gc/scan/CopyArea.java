package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Room for copies in to-space: every agent fills a page of its own, so that agents do not contend for one pointer.
 *
 * <p><b>Ordinary objects</b> (up to a page) never cross a page's end. An agent that is scanning a page which is not closed yet puts
 * copies there first, behind the objects it is scanning: what the page names comes to lie in it (Moon 1984; Wilson, Lam and Moher
 * 1991), and a mutator that follows a list meets a full page at each trap and not one object. Otherwise they go to the agent's open page. Anyone may
 * close a page by moving its TOP to END.
 *
 * <p><b>Large objects</b> that are copied (few are, see {@link LargeObjects}) get pages of their own, from a page's start. Their room is reserved and their header published; the body
 * follows page by page when each page is scanned (except where mutators read unscanned pages, see {@link ControlBlock#CHECKED}).
 */
@SignalSafe
final class CopyArea {
    private CopyArea() {
    }

    /**
     * Reserves room for an object of at most a page.
     *
     * @return its address, or 0 when the copy area has no addresses left
     */
    static long reserve(long heap, long agent, long bytes) {
        if (bytes <= Memory.getLong(agent + AgentRecord.CHUNK_BYTES)) {
            long address = CopyChunk.reserve(heap, agent, bytes);
            return address != 0 ? address : reserveInNewPage(heap, agent, Memory.getLong(agent + AgentRecord.OPEN), bytes);
        }
        long inner = Memory.getLong(agent + AgentRecord.INNER);
        if (inner != 0) {
            long address = bump(inner, bytes);
            if (address != 0) {
                return address;
            }
        }
        long open = Memory.getLong(agent + AgentRecord.OPEN);
        if (open != 0) {
            long address = bump(open, bytes);
            if (address != 0) {
                return address;
            }
        }
        return reserveInNewPage(heap, agent, open, bytes);
    }

    /** Moves a page's top; 0 when there is no room. Compare-and-set: pairs with the same in {@link #close}. */
    private static long bump(long record, long bytes) {
        long end = Memory.getLong(record + PageRecord.END);
        while (true) {
            long top = Memory.getLongAcquire(record + PageRecord.TOP);
            if (end - top < bytes) {
                return 0;
            }
            if (Memory.compareAndSetLong(record + PageRecord.TOP, top, top + bytes)) {
                return top;
            }
        }
    }

    /** Takes a new page for the object; of the new and the old open page, the one with more room stays open. */
    private static long reserveInNewPage(long heap, long agent, long open, long bytes) {
        long pageBytes = Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        long address = reservePages(heap, pageBytes);
        if (address == 0) {
            return 0;
        }
        // What a header is waited for by is zero. Here, and not when the page was recycled, because here it stays in the cache.
        Memory.clear(address + Memory.getLong(heap + ControlBlock.DELTA), pageBytes);
        long record = PageRecord.of(heap, address);
        Memory.putLong(record + PageRecord.TOP, address + bytes);
        Memory.putLong(record + PageRecord.END, address + pageBytes);
        PageRecord.setState(record, PageRecord.UNSCANNED);
        if (open != 0 && roomIn(open) >= pageBytes - bytes) {
            close(heap, record);
        } else {
            if (open != 0) {
                close(heap, open);
            }
            Memory.putLong(agent + AgentRecord.OPEN, record);
        }
        return address;
    }

    private static long roomIn(long record) {
        return Memory.getLong(record + PageRecord.END) - Memory.getLongAcquire(record + PageRecord.TOP);
    }

    /** Closes a page, whoever fills it; what room was left becomes a filler. */
    private static void close(long heap, long record) {
        while (!closeAt(heap, record, Memory.getLongAcquire(record + PageRecord.TOP))) {
            Memory.pause();
        }
    }

    /**
     * Closes a page if its top is still {@code top}; any agent.
     *
     * @return false when something was reserved, or the page closed, meanwhile
     */
    static boolean closeAt(long heap, long record, long top) {
        long end = Memory.getLong(record + PageRecord.END);
        if (top == end) {
            return true;
        }
        if (!Memory.compareAndSetLong(record + PageRecord.TOP, top, end)) {
            return false;
        }
        long delta = Memory.getLong(heap + ControlBlock.DELTA);
        // Release: pairs with the acquire of whoever walks the page and waits for this header.
        Memory.putLongRelease(top + delta, ObjectHeader.filler(end - top));
        return true;
    }

    /**
     * Reserves pages for an object of more than a page and writes down where it comes from.
     *
     * @param source its from-space address when its body is copied as its pages are scanned; 0 when it is copied at once
     * @return its address, or 0 when the copy area has no addresses left
     */
    static long reserveLarge(long heap, long bytes, long source) {
        long pageBytes = Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        long runBytes = (bytes + pageBytes - 1) & -pageBytes;
        long start = reservePages(heap, runBytes);
        if (start == 0) {
            return 0;
        }
        long delta = Memory.getLong(heap + ControlBlock.DELTA);
        Memory.putLong(start + delta, 0);
        if (runBytes > bytes) {
            Memory.putLong(start + bytes + delta, ObjectHeader.filler(runBytes - bytes));
        }
        Memory.getAndAddLong(heap + ControlBlock.COPIED_LARGE_BYTES, runBytes);
        boolean huge = runBytes >= HugeTable.MINIMUM_PAGES * pageBytes;
        if (!huge || !HugeTable.add(heap, start, start + runBytes, source)) {
            long record = PageRecord.of(heap, start);
            for (long page = start; page < start + runBytes; page += pageBytes) {
                describeLarge(record, page + pageBytes, start, source);
                PageRecord.setState(record, PageRecord.UNSCANNED);
                record += PageRecord.BYTES;
            }
        }
        return start;
    }

    /** Fills in the record of a page of a large object. */
    static void describeLarge(long record, long end, long first, long source) {
        Memory.putLong(record + PageRecord.TOP, source);
        Memory.putLong(record + PageRecord.END, end);
        Memory.putLong(record + PageRecord.FIRST, first);
    }

    private static long reservePages(long heap, long bytes) {
        long address = Memory.getAndAddLong(heap + ControlBlock.COPY_TOP, bytes);
        if (address + bytes > Memory.getLong(heap + ControlBlock.COPY_LIMIT)) {
            Failure.raise(heap, Failure.COPY_AREA_FULL, address, bytes);
            return 0;
        }
        return address;
    }
}

package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Scans pages in the order of their addresses (Cheney 1970): what the background collector and assists do.
 *
 * <p>Several agents may be at it at once; each claims its pages. A run of neighbouring pages is opened by one system call, because
 * that is a good part of what a page costs; the run is cut short when a trap waits for a page. Beside a background collector, assists keep a run's length
 * ahead of it, or each would cut short the other's runs.
 *
 * <p>Pages of large objects that stay where they are come last, object by object, from {@link ScanList}: so what the pages before name lies close to it.
 *
 * <p>Roots that the flip left pending come first, and no page is scanned in order before the last of them: who scans a page closes it to
 * further copies, and who forwards roots would have to take a new page for each of them.
 *
 * <p><b>Invariant (end):</b> scanning has ended when no chunk of roots is left and as many pages are scanned as are reserved. The chunks
 * left only get fewer, each counted after all that it led to is reserved, and are read first: when there is none, only pages can lead to
 * pages. All numbers of pages only grow, a page counts as scanned after all that it led to is reserved, or named and counted, and the scanned are read before the
 * two that are to be: if they are equal, nothing is left and nobody can reserve more.
 */
@SignalSafe
public final class OrderedScan {
    /** So many chunks of roots take about as long as a page. */
    private static final long CHUNKS_FOR_PAGE = 8;
    /** Pages between the cursor and where others than the background collector begin; as many as it opens at a time. */
    private static final long LEAD_PAGES = 16;
    /** So many pages further they look for one to scan before they go back to the cursor. */
    private static final long SEARCHED_PAGES = 64;

    private OrderedScan() {
    }

    /**
     * Scans pending roots or, when there are none to claim, the next pages in order.
     *
     * @param maxPages how many at most, at least 1
     * @return how many were scanned, {@value #CHUNKS_FOR_PAGE} chunks of roots counting as a page; 0 when there is none to claim just now, which may change as long as
     *     {@link #hasEnded} is false
     */
    public static long scanNext(long heap, long agent, long maxPages) {
        long chunks = RootChunks.scanNext(heap, agent, maxPages * CHUNKS_FOR_PAGE);
        if (chunks != 0) {
            return (chunks + CHUNKS_FOR_PAGE - 1) / CHUNKS_FOR_PAGE;
        }
        return RootChunks.left(heap) != 0 ? 0 : scanNextPages(heap, agent, maxPages);
    }

    private static long scanNextPages(long heap, long agent, long maxPages) {
        long leader = Memory.getLong(heap + ControlBlock.LEADER);
        boolean ahead = leader != 0 && leader != agent;
        long pages = scanStretch(heap, agent, 0, maxPages, ahead);
        return pages != 0 ? pages : scanNextObject(heap, agent, maxPages, ahead);
    }

    /** Scans pages of the first large object on the list that has any; who keeps ahead takes the next one, so that neither cuts short the other's runs. */
    private static long scanNextObject(long heap, long agent, long maxPages, boolean ahead) {
        long next = ScanList.next(heap);
        if (ahead && next + 1 < ScanList.count(heap)) {
            long second = ScanList.get(heap, next + 1);
            long pages = second == 0 ? 0 : scanStretch(heap, agent, second, maxPages, false);
            if (pages != 0) {
                return pages;
            }
        }
        while (next < ScanList.count(heap)) {
            long object = ScanList.get(heap, next);
            if (object == 0) {
                return 0;
            }
            long pages = scanStretch(heap, agent, object, maxPages, ahead);
            if (pages != 0 || Memory.getLongAcquire(LargeObjects.cursor(heap, object)) < LargeObjects.end(heap, object)) {
                return pages;
            }
            ScanList.pass(heap, next);
            next = ScanList.next(heap);
        }
        return 0;
    }

    /** Scans pages of the copies, or of a large object if {@code object} is not 0; ahead of the cursor, or at it. */
    private static long scanStretch(long heap, long agent, long object, long maxPages, boolean ahead) {
        long cursor = object == 0 ? heap + ControlBlock.CURSOR : LargeObjects.cursor(heap, object);
        if (ahead) {
            long page = Memory.getLongAcquire(cursor) + (LEAD_PAGES << Memory.getInt(heap + ControlBlock.PAGE_SHIFT));
            long pages = scanFrom(heap, agent, object, page, maxPages, 0);
            if (pages != 0) {
                return pages;
            }
        }
        return scanFrom(heap, agent, object, Memory.getLongAcquire(cursor), maxPages, cursor);
    }

    /**
     * Scans the first pages that can be claimed, from {@code start} on.
     *
     * @param object the large object whose pages these are; 0 for the copies
     * @param cursor where the cursor is that stood at {@code start}, and which then moves; 0 when {@code start} is ahead of it: then the search is short, and
     *     nothing is scanned when there is no mapping to spare
     */
    private static long scanFrom(long heap, long agent, long object, long start, long maxPages, long cursor) {
        long pageBytes = Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        boolean taken = PageOpener.takeRanges(heap);
        if (!taken && cursor == 0) {
            return 0;
        }
        long limit = cursor != 0 ? Long.MAX_VALUE : start + SEARCHED_PAGES * pageBytes;
        long page = start;
        long first = 0;
        long pages = 0;
        while (page < end(heap, object)) {
            long record = PageRecord.of(heap, page);
            // With no mapping to spare, only the page behind an open one will do; a page in order is rarely elsewhere.
            if ((taken || followsOpenPage(heap, record, page)) && PageScanner.claim(heap, record, page)) {
                PageScanner.scan(heap, agent, record);
                if (pages == 0) {
                    first = record;
                }
                pages++;
                page += pageBytes;
                if (pages == maxPages || !taken || Memory.getLongAcquire(heap + ControlBlock.WAITING) != 0) {
                    break;
                }
            } else if (pages == 0 && page < limit && PageRecord.state(record) >= PageRecord.SCANNING) {
                page += pageBytes;
            } else {
                break;
            }
        }
        if (pages != 0) {
            // Before they are SCANNED: the collection may have ended, and been reported, right after.
            Memory.putLong(agent + AgentRecord.PAGES_IN_ORDER, Memory.getLong(agent + AgentRecord.PAGES_IN_ORDER) + pages);
            PageOpener.open(heap, agent, first, pages, taken);
        } else if (taken) {
            PageOpener.returnRanges(heap);
        }
        if (cursor != 0) {
            moveCursor(cursor, start, page);
        }
        return pages;
    }

    private static long end(long heap, long object) {
        return object == 0 ? Memory.getLongAcquire(heap + ControlBlock.COPY_TOP) : LargeObjects.end(heap, object);
    }

    private static boolean followsOpenPage(long heap, long record, long page) {
        return page == Memory.getLong(heap + ControlBlock.COPY_BASE) || PageOpener.joinsBelow(heap, record, page);
    }

    /** Pages between the two are claimed or scanned, so nobody needs to look at them again; who moved the cursor further is right too. */
    private static void moveCursor(long cursor, long before, long after) {
        long now = before;
        while (now < after && !Memory.compareAndSetLong(cursor, now, after)) {
            now = Memory.getLongAcquire(cursor);
        }
    }

    /** Whether every chunk of roots and every reserved page is scanned. */
    public static boolean hasEnded(long heap) {
        if (RootChunks.left(heap) != 0) {
            return false;
        }
        long scanned = scannedPages(heap);
        return scanned == reservedPages(heap);
    }

    /** How many pages are scanned, of copies and of large objects; acquire: pairs with the atomic addition of whoever scanned. */
    public static long scannedPages(long heap) {
        return Memory.getLongAcquire(heap + ControlBlock.SCANNED_PAGES);
    }

    /** How many pages are to be scanned: those of the copy area that are reserved, and those of large objects with slots that are named. */
    public static long reservedPages(long heap) {
        long reserved = Memory.getLongAcquire(heap + ControlBlock.COPY_TOP) - Memory.getLong(heap + ControlBlock.COPY_BASE);
        return (reserved >>> Memory.getInt(heap + ControlBlock.PAGE_SHIFT)) + namedPages(heap);
    }

    /** How many of them are large objects'. */
    public static long namedPages(long heap) {
        return Memory.getLongAcquire(heap + ControlBlock.NAMED_PAGES);
    }
}

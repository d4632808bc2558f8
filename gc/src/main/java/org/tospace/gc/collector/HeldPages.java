package org.tospace.gc.collector;

import java.util.BitSet;

/** Which pages of an area have memory. Guarded by its owner's lock, but for {@link #bytes}. */
final class HeldPages {
    private final BitSet held = new BitSet();
    private final long pageBytes;
    private volatile long bytes;

    /** None yet. */
    HeldPages(long pageBytes) {
        this.pageBytes = pageBytes;
    }

    /** Bytes of pages that have memory; any thread. */
    long bytes() {
        return bytes;
    }

    private int page(long offset) {
        return Math.toIntExact(offset / pageBytes);
    }

    /** Whole pages have memory from now on. */
    void add(long offset, long length) {
        int end = page(offset + length);
        for (int page = held.nextClearBit(page(offset)); page < end; page = held.nextClearBit(page)) {
            int next = held.nextSetBit(page);
            int until = next < 0 ? end : Math.min(next, end);
            held.set(page, until);
            bytes += (until - page) * pageBytes;
        }
    }

    /** Whole pages have no memory any more. */
    void remove(long offset, long length) {
        int end = page(offset + length);
        for (int page = held.nextSetBit(page(offset)); page >= 0 && page < end; page = held.nextSetBit(page)) {
            int until = Math.min(held.nextClearBit(page), end);
            held.clear(page, until);
            bytes -= (until - page) * pageBytes;
        }
    }

    /** Where the first page from an offset on starts that has memory; -1 when none has. */
    long first(long offset) {
        int page = held.nextSetBit(page(offset));
        return page < 0 ? -1 : page * pageBytes;
    }
}

package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Scans one page: forwards every from-space reference in it. The one scanner of traps, of the background collector and of assists.
 *
 * <p>Whoever calls {@link #scan} has claimed the page (state SCANNING) and afterwards opens it to mutators and moves it to SCANNED.
 * An ordinary page is scanned until it is closed, so that nothing can be added to it once it is open.
 *
 * <p><b>Invariant (no-lost-store):</b> where mutators may write to unscanned pages ({@link ControlBlock#CHECKED}), a slot is forwarded by
 * compare-and-set; a failure means that a mutator has stored a to-space value or forwarded the slot itself. Elsewhere the page is
 * closed to mutators, its claimant alone writes its slots, and a plain store will do.
 */
@SignalSafe
final class PageScanner {
    /** What is this far ahead is asked for from memory: about as much as is scanned while it comes. */
    private static final long LOOK_AHEAD_BYTES = 128;

    private PageScanner() {
    }

    /** Claims a page for scanning; compare-and-set (acquire): pairs with the release that made the page UNSCANNED. */
    static boolean claim(long heap, long record, long page) {
        int state = PageRecord.state(record);
        if (state == PageRecord.UNSCANNED) {
            return Memory.compareAndSetInt(record + PageRecord.STATE, PageRecord.UNSCANNED, PageRecord.SCANNING);
        }
        if (state != PageRecord.FREE) {
            return false;
        }
        if (LargeObjects.isSlottedInToSpace(heap, page)) {
            return claimOfLarge(heap, record, page);
        }
        long huge = HugeTable.find(heap, page);
        if (huge == 0 || !Memory.compareAndSetInt(record + PageRecord.STATE, PageRecord.FREE, PageRecord.SCANNING)) {
            return false;
        }
        // Plain: until SCANNED is published, only the claimant reads these words.
        long end = page + Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        CopyArea.describeLarge(record, end, HugeTable.start(huge), HugeTable.source(huge));
        return true;
    }

    /** Claims a page of a large object that stays where it is, if it has been named: (large-counted). */
    private static boolean claimOfLarge(long heap, long record, long page) {
        long object = LargeObjects.named(heap, page);
        if (object == 0 || !Memory.compareAndSetInt(record + PageRecord.STATE, PageRecord.FREE, PageRecord.SCANNING)) {
            return false;
        }
        // Plain, as in claim. No source: the body is where it was.
        CopyArea.describeLarge(record, page + Memory.getLong(heap + ControlBlock.PAGE_BYTES), object, 0);
        return true;
    }

    /** Forwards every reference in a claimed page. */
    static void scan(long heap, long agent, long record) {
        CopyChunk.begin(heap, agent);
        if (Memory.getLong(record + PageRecord.FIRST) != 0) {
            scanLarge(heap, agent, record);
        } else {
            scanOrdinary(heap, agent, record);
        }
        CopyChunk.end(heap, agent);
    }

    /** Forwards what the objects in a page name, those included that are copied into it meanwhile. */
    private static void scanOrdinary(long heap, long agent, long record) {
        long delta = Memory.getLong(heap + ControlBlock.DELTA);
        long end = Memory.getLong(record + PageRecord.END);
        long object = end - Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        Memory.putLong(agent + AgentRecord.INNER, record);
        while (object < end) {
            long top = Memory.getLongAcquire(record + PageRecord.TOP);
            long chunk = CopyChunk.nextIn(agent, record);
            if (chunk != 0) {
                if (object == chunk) {
                    if (CopyChunk.close(heap, agent)) {
                        break;
                    }
                    continue;
                }
                top = chunk;
            } else if (object == top && CopyArea.closeAt(heap, record, top)) {
                break;
            }
            while (object < top) {
                long word = header(heap, agent, object + delta);
                long slots = object + ObjectHeader.WORD_BYTES;
                long slotsEnd = slots + (ObjectHeader.slots(word) << 3);
                if (slots < slotsEnd) {
                    scanSlots(heap, agent, slots + delta, slotsEnd + delta);
                }
                object += ObjectHeader.sizeBytes(word);
            }
        }
        Memory.putLong(agent + AgentRecord.INNER, 0);
    }

    /** Brings in the page's part of a large object's body, if that is elsewhere, and forwards the page's part of its slots. */
    private static void scanLarge(long heap, long agent, long record) {
        long delta = Memory.getLong(heap + ControlBlock.DELTA);
        long end = Memory.getLong(record + PageRecord.END);
        long start = end - Memory.getLong(heap + ControlBlock.PAGE_BYTES);
        long object = Memory.getLong(record + PageRecord.FIRST);
        long source = Memory.getLong(record + PageRecord.TOP);
        long word = header(heap, agent, object + delta);
        long slots = object + ObjectHeader.WORD_BYTES;
        long from = Math.max(start, slots);
        if (source != 0) {
            // Without the stored hash, which the source may not have: the copier wrote it with the header.
            long to = Math.min(end, object + ObjectHeader.bodyBytes(word));
            Memory.copy(source + (from - object) + delta, from + delta, to - from);
        }
        long slotsEnd = Math.min(end, slots + (ObjectHeader.slots(word) << 3));
        if (from < slotsEnd) {
            scanSlots(heap, agent, from + delta, slotsEnd + delta);
        }
    }

    /** A published header; acquire: pairs with the copier's release. The copier waits for nothing, so this ends. */
    private static long header(long heap, long agent, long address) {
        long word = Memory.getLongAcquire(address);
        if (word == 0) {
            // (no-open-chunk)
            CopyChunk.leave(heap, agent);
        }
        int spins = 0;
        while (word == 0) {
            spins = Waiting.spin(spins);
            word = Memory.getLongAcquire(address);
        }
        return word;
    }

    /** Forwards the slots between two addresses of the collector's view. */
    private static void scanSlots(long heap, long agent, long start, long end) {
        long mask = Memory.getLong(heap + ControlBlock.REFERENCE_MASK);
        long pattern = Memory.getLong(heap + ControlBlock.REFERENCE_PATTERN);
        long addressMask = Memory.getLong(heap + ControlBlock.ADDRESS_MASK);
        long fromBase = Memory.getLong(heap + ControlBlock.FROM_BASE);
        long fromBytes = Memory.getLong(heap + ControlBlock.FROM_BYTES);
        long delta = Memory.getLong(heap + ControlBlock.DELTA);
        boolean checked = Memory.getInt(heap + ControlBlock.CHECKED) != 0;
        for (long slot = start; slot < end; slot += ObjectHeader.WORD_BYTES) {
            // Perhaps no slot, perhaps of the next page, perhaps being written: a wrong guess costs no more than time.
            long ahead = Memory.getLong(slot + LOOK_AHEAD_BYTES) & addressMask;
            if (Long.compareUnsigned(ahead - fromBase, fromBytes) < 0) {
                Memory.prefetch(ahead + delta);
            }
            long value = Memory.getLong(slot);
            long address = value & addressMask;
            if ((value & mask) == pattern && Long.compareUnsigned(address - fromBase, fromBytes) < 0) {
                long forwarded = Forwarding.forward(heap, agent, address) | (value & ~addressMask);
                if (checked) {
                    Memory.compareAndSetLong(slot, value, forwarded);
                } else {
                    Memory.putLong(slot, forwarded);
                }
            }
        }
    }
}

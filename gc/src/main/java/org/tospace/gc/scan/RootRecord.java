package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Layout of what is known of one area of root slots, {@value #BYTES} bytes: a mutator's root stack, the global roots, a table.
 *
 * <p>At a flip the slots below FLOOR are left <em>pending</em>: they are forwarded afterwards, in chunks of {@value #CHUNK_SLOTS} slots, by
 * {@link RootChunks}. Each chunk has a word that names the collection in which it was last dealt with, so that a flip need not reset any:
 *
 * <table>
 *   <caption>States of a chunk in collection N</caption>
 *   <tr><th>state</th><th>word</th><th>next</th><th>moved by</th></tr>
 *   <tr><td>UNSCANNED</td><td>below 2 N</td><td>SCANNING</td><td>whoever wins the compare-and-set</td></tr>
 *   <tr><td>SCANNING</td><td>2 N</td><td>SCANNED</td><td>who claimed it (release)</td></tr>
 *   <tr><td>SCANNED</td><td>2 N + 1</td><td>UNSCANNED</td><td>the next flip, by its number</td></tr>
 * </table>
 */
@SignalSafe
public final class RootRecord {
    /** Bytes of a record. */
    public static final long BYTES = 128;
    /** log2 of {@link #CHUNK_SLOTS}. */
    public static final int CHUNK_SHIFT = 6;
    /** Slots in a chunk, the unit of forwarding pending roots. */
    public static final int CHUNK_SLOTS = 1 << CHUNK_SHIFT;

    /** Constant: address of the first slot. */
    public static final long SLOTS = 0;
    /** Constant: address of the chunks' words. */
    public static final long CHUNKS = 8;
    /** Per flip: the next record with pending slots; 0 behind the last. */
    public static final long NEXT = 16;
    /** Slots from here up need no forwarding. Set at the flip; lowered by the area's owner as it removes slots, at any time. */
    public static final long FLOOR = 24;
    /** Atomic: chunks from here up are claimed, or about to be, by who scans in order. */
    public static final long CURSOR = 64;

    private static final int SLOT_SHIFT = 3;

    private RootRecord() {
    }

    /** How many chunks so many slots take. */
    public static long chunks(long slots) {
        return (slots + CHUNK_SLOTS - 1) >>> CHUNK_SHIFT;
    }

    static long word(long area, long chunk) {
        return Memory.getLong(area + CHUNKS) + (chunk << SLOT_SHIFT);
    }

    static long slot(long area, long index) {
        return Memory.getLong(area + SLOTS) + (index << SLOT_SHIFT);
    }
}

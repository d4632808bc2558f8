package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Layout of what is known of one page of a copy area: {@value #BYTES} bytes a page, indexed from the base of the heap's views.
 *
 * <pre>
 *  0   TOP     ordinary page: where the next copy goes; equal to END when closed
 *              page of a large object: the object's from-space address, 0 when its body is already there
 *  8   END     address behind the page
 *  16  FIRST   page of a large object: where that object starts; 0 on an ordinary page, whose first object starts the page
 *  24  STATE   one of the states below
 * </pre>
 *
 * <table>
 *   <caption>States of a page</caption>
 *   <tr><th>state</th><th>mutators' view</th><th>next</th><th>moved by</th></tr>
 *   <tr><td>FREE</td><td>no access</td><td>UNSCANNED</td><td>the agent that reserved it (release); or at once SCANNING by
 *     compare-and-set, for inner pages of a huge object</td></tr>
 *   <tr><td>UNSCANNED</td><td>no access</td><td>SCANNING</td><td>whoever wins the compare-and-set</td></tr>
 *   <tr><td>SCANNING</td><td>no access</td><td>SCANNED</td><td>who claimed it (release, after the view was opened)</td></tr>
 *   <tr><td>SCANNED</td><td>read and write</td><td>FREE</td><td>recycling, after the next collection</td></tr>
 * </table>
 *
 * <p><b>Invariant (page-open):</b> a page is open to mutators only when every slot in it is forwarded.
 * <b>Invariant (page-top):</b> TOP of an ordinary page moves up only, by compare-and-set, and END is final: who reserves room in it
 * or closes it, whoever that is, cannot disagree.
 */
@SignalSafe
public final class PageRecord {
    /** Bytes of a record: a line of the cache, as neighbouring pages are filled by different threads. */
    public static final long BYTES = 64;
    /** log2 of {@link #BYTES}. */
    public static final int SHIFT = 6;

    /** Offset of TOP. */
    public static final long TOP = 0;
    /** Offset of END. */
    public static final long END = 8;
    /** Offset of FIRST. */
    public static final long FIRST = 16;
    /** Offset of STATE. */
    public static final long STATE = 24;

    /** Not in use in this collection. */
    public static final int FREE = 0;
    /** Holds, or may still be given, copied objects whose slots are not forwarded. */
    public static final int UNSCANNED = 1;
    /** Claimed by the one thread that scans it. */
    public static final int SCANNING = 2;
    /** All slots forwarded, open to mutators; or, after a {@link Failure}, closed for good. */
    public static final int SCANNED = 3;

    private PageRecord() {
    }

    /** The record of the page that holds {@code address}. */
    public static long of(long heap, long address) {
        long index = (address - Memory.getLong(heap + ControlBlock.BASE)) >>> Memory.getInt(heap + ControlBlock.PAGE_SHIFT);
        return Memory.getLong(heap + ControlBlock.PAGE_TABLE) + (index << SHIFT);
    }

    /** The state; acquire: pairs with the releases of {@link #setState}. */
    public static int state(long record) {
        return Memory.getIntAcquire(record + STATE);
    }

    /** Moves the state on; release: publishes the record's other words (UNSCANNED) or the forwarded slots and the open view (SCANNED). */
    static void setState(long record, int state) {
        Memory.putIntRelease(record + STATE, state);
    }
}

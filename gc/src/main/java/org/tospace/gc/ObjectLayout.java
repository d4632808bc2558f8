package org.tospace.gc;

import org.tospace.gc.scan.ObjectHeader;

/**
 * The shape of an object: one header word, then reference slots, then raw bytes.
 *
 * <pre>
 *   0        8                  8 + 8 * slots
 *   +--------+------------------+-----------------------+
 *   | header | slots            | raw bytes, padded to 8|
 *   +--------+------------------+-----------------------+
 * </pre>
 *
 * Immutable; make one for each kind of object and keep it, allocation with it is quickest.
 *
 * <p>Example: {@code static final ObjectLayout PAIR = ObjectLayout.of(1, 2, 0);}
 */
public final class ObjectLayout {
    final long header;
    final long sizeBytes;
    private final int tag;
    private final long slots;
    private final long rawBytes;

    private ObjectLayout(int tag, long slots, long rawBytes) {
        this.header = header(tag, slots, rawBytes);
        this.sizeBytes = ObjectHeader.sizeBytes(slots, rawBytes);
        this.tag = tag;
        this.slots = slots;
        this.rawBytes = rawBytes;
    }

    /**
     * A layout.
     *
     * @param tag the embedder's own mark, 0 to 65,535; read back by {@link Mutator#tag}
     * @param slots how many slots, from 0 to 1,048,575; up to 17,179,869,183 with at most 63 raw bytes
     * @param rawBytes how many raw bytes, from 0 to 1,048,575; up to 17,179,869,183 with at most 63 slots
     * @throws IllegalArgumentException when a number is out of its range
     */
    public static ObjectLayout of(int tag, long slots, long rawBytes) {
        return new ObjectLayout(tag, slots, rawBytes);
    }

    static long header(int tag, long slots, long rawBytes) {
        if (tag < 0 || tag > ObjectHeader.TAG_LIMIT) {
            throw new IllegalArgumentException("tag must be 0 to " + ObjectHeader.TAG_LIMIT + ": " + tag);
        }
        if (!ObjectHeader.isRepresentable(slots, rawBytes)) {
            throw new IllegalArgumentException("an object has 0 to " + ObjectHeader.COMPACT_LIMIT + " slots and as many raw bytes, or up to "
                    + ObjectHeader.MANY_LIMIT + " of one with at most " + ObjectHeader.FEW_LIMIT + " of the other: " + slots + " slots, "
                    + rawBytes + " raw bytes");
        }
        return ObjectHeader.of(tag, slots, rawBytes);
    }

    /** The embedder's mark. */
    public int tag() {
        return tag;
    }

    /** How many reference slots. */
    public long slots() {
        return slots;
    }

    /** How many raw bytes. */
    public long rawBytes() {
        return rawBytes;
    }

    /** Where the raw bytes start, in bytes from the object's start. */
    public long rawOffset() {
        return ObjectHeader.WORD_BYTES + slots * ObjectHeader.WORD_BYTES;
    }

    /** What an object takes in the heap, its header included. */
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public String toString() {
        return "ObjectLayout[tag=" + tag + ", slots=" + slots + ", rawBytes=" + rawBytes + "]";
    }
}

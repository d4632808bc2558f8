package org.tospace.gc.scan;

import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * The one header word of an object: its state, the number of its reference slots, its raw bytes and the embedder's tag.
 *
 * <pre>
 *   63          58 57                              24 23        8 7    4 3  2 1   0
 *  +---------------------------+---------------------+-----------+------+----+-----+
 *  |  raw bytes (20)           |  slots (20)         |  tag (16) | mark |  0 |state|  COMPACT
 *  +--------------+------------+---------------------+-----------+------+----+-----+
 *  | raw bytes (6)|  slots (34)                      |  tag (16) | mark |  1 |state|  MANY_SLOTS
 *  +--------------+----------------------------------+-----------+------+----+-----+
 *  | slots (6)    |  raw bytes (34)                  |  tag (16) | mark |  2 |state|  MANY_BYTES
 *  +--------------+----------------------------------+-----------+------+----+-----+
 *  |       0      |  words, this one included (34)   |     0     |  0   |  3 |state|  FILLER
 *  +--------------+----------------------------------+-----------+------+----+-----+
 * </pre>
 *
 * <table>
 *   <caption>States (bits 0 and 1) of a header word</caption>
 *   <tr><th>state</th><th>word</th><th>who moves it on</th></tr>
 *   <tr><td>unpublished</td><td>0</td><td>the allocator or copier, once, to NORMAL</td></tr>
 *   <tr><td>NORMAL</td><td>as above</td><td>in from-space only: the copier that wins the compare-and-set, to BUSY</td></tr>
 *   <tr><td>BUSY</td><td>as above, bit 1 set, mark 10</td><td>that copier alone, to FORWARDED</td></tr>
 *   <tr><td>FORWARDED</td><td>the to-space address, bit 1 set</td><td>nobody; recycling clears it</td></tr>
 * </table>
 *
 * <p>The mark is 0 but in BUSY words, and bit 6 is no part of it: in from-space it says that an ephemeron waits for the object (WATCHED).
 * The mark of BUSY is there because who meets one waits, and must not wait for a raw 3 or 7 that a made-up reference has led to.
 *
 * <p>Slots come first after the header, raw bytes behind them, so that a scanner needs no table of types. Objects are multiples of
 * {@value #WORD_BYTES} bytes. Pure functions of the word; any thread.
 */
@SignalSafe
public final class ObjectHeader {
    /** Bytes in a word: of the header, of a slot, and the alignment of objects. */
    public static final long WORD_BYTES = 8;

    /** Mask of the state bits. */
    public static final long STATE_MASK = 3;
    /** State of an object that is where its references say. */
    public static final long NORMAL = 1;
    /** State of a from-space object whose word is its to-space address. */
    public static final long FORWARDED = 2;
    /** Mask of the state bits and the mark, which together tell NORMAL and BUSY words from others. */
    public static final long MARKED_STATE_MASK = 0xB3;
    /** State and mark of a from-space object that a copier is forwarding. */
    public static final long BUSY = 0xA3;
    /** What a compare-and-set adds to a NORMAL word to make it BUSY. */
    public static final long BUSY_BITS = 0xA2;

    /** In from-space: an ephemeron waits for the object, so whoever copies it tells {@link WakeList}. Copies do not have it. */
    public static final long WATCHED_BIT = 1L << 6;

    /** Largest number of slots, and of raw bytes, of an object that has many of both. */
    public static final long COMPACT_LIMIT = (1L << 20) - 1;
    /** Largest number of the rarer of slots and raw bytes when the other exceeds {@link #COMPACT_LIMIT}. */
    public static final long FEW_LIMIT = (1L << 6) - 1;
    /** Largest number of slots or raw bytes of any object. */
    public static final long MANY_LIMIT = (1L << 34) - 1;
    /** Largest tag. */
    public static final int TAG_LIMIT = (1 << 16) - 1;

    private static final int KIND_SHIFT = 2;
    private static final long KIND_MASK = 3L << KIND_SHIFT;
    private static final long COMPACT = 0;
    private static final long MANY_SLOTS = 1L << KIND_SHIFT;
    private static final long MANY_BYTES = 2L << KIND_SHIFT;
    private static final long FILLER = 3L << KIND_SHIFT;
    private static final int TAG_SHIFT = 8;
    private static final int LOW_SHIFT = 24;
    private static final int COMPACT_RAW_SHIFT = 44;
    private static final int FEW_SHIFT = 58;

    private ObjectHeader() {
    }

    /**
     * The header of an object. The caller has checked the sizes with {@link #isRepresentable}.
     *
     * @param tag the embedder's, 0 to {@value #TAG_LIMIT}
     * @param slots how many reference slots
     * @param rawBytes how many raw bytes, exactly
     * @return a NORMAL header word
     */
    public static long of(int tag, long slots, long rawBytes) {
        long word = NORMAL | ((long) tag << TAG_SHIFT);
        if (slots <= COMPACT_LIMIT && rawBytes <= COMPACT_LIMIT) {
            return word | COMPACT | (slots << LOW_SHIFT) | (rawBytes << COMPACT_RAW_SHIFT);
        }
        if (rawBytes <= FEW_LIMIT) {
            return word | MANY_SLOTS | (slots << LOW_SHIFT) | (rawBytes << FEW_SHIFT);
        }
        return word | MANY_BYTES | (rawBytes << LOW_SHIFT) | (slots << FEW_SHIFT);
    }

    /** Whether an object of these sizes has a header. */
    public static boolean isRepresentable(long slots, long rawBytes) {
        if (slots < 0 || rawBytes < 0) {
            return false;
        }
        return slots <= COMPACT_LIMIT && rawBytes <= COMPACT_LIMIT
                || slots <= MANY_LIMIT && rawBytes <= FEW_LIMIT
                || rawBytes <= MANY_LIMIT && slots <= FEW_LIMIT;
    }

    /** The header of a filler of {@code bytes} bytes, a positive multiple of {@value #WORD_BYTES}: dead room that can be walked over. */
    public static long filler(long bytes) {
        return NORMAL | FILLER | ((bytes >>> 3) << LOW_SHIFT);
    }

    /** Whether a NORMAL word heads a filler. */
    public static boolean isFiller(long word) {
        return (word & KIND_MASK) == FILLER;
    }

    /** The number of reference slots behind a NORMAL or BUSY word. */
    public static long slots(long word) {
        long kind = word & KIND_MASK;
        if (kind == COMPACT) {
            return (word >>> LOW_SHIFT) & COMPACT_LIMIT;
        }
        if (kind == MANY_SLOTS) {
            return (word >>> LOW_SHIFT) & MANY_LIMIT;
        }
        return kind == MANY_BYTES ? word >>> FEW_SHIFT : 0;
    }

    /** The number of raw bytes behind a NORMAL or BUSY word, exactly as asked for. */
    public static long rawBytes(long word) {
        long kind = word & KIND_MASK;
        if (kind == COMPACT) {
            return word >>> COMPACT_RAW_SHIFT;
        }
        if (kind == MANY_SLOTS) {
            return word >>> FEW_SHIFT;
        }
        return kind == MANY_BYTES ? (word >>> LOW_SHIFT) & MANY_LIMIT : 0;
    }

    /** The bytes that the object takes in the heap, its header included. */
    public static long sizeBytes(long word) {
        if ((word & KIND_MASK) == FILLER) {
            return ((word >>> LOW_SHIFT) & MANY_LIMIT) << 3;
        }
        return sizeBytes(slots(word), rawBytes(word));
    }

    /** The bytes that an object of these sizes takes in the heap. */
    public static long sizeBytes(long slots, long rawBytes) {
        return WORD_BYTES + (slots << 3) + ((rawBytes + 7) & -8);
    }

    /** The embedder's tag. */
    public static int tag(long word) {
        return (int) (word >>> TAG_SHIFT) & TAG_LIMIT;
    }
}

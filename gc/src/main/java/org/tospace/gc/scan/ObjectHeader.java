package org.tospace.gc.scan;

import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * The one header word of an object: its state, the number of its reference slots, its raw bytes and the embedder's tag.
 *
 * <pre>
 *   63          58 57                              24 23        8 7 6  5 4  3 2 1   0
 *  +---------------------------+---------------------+-----------+---+----+----+-----+
 *  |  raw bytes (20)           |  slots (20)         |  tag (16) |0 w|hash|  0 |state|  COMPACT
 *  +--------------+------------+---------------------+-----------+---+----+----+-----+
 *  | raw bytes (6)|  slots (34)                      |  tag (16) |0 w|hash|  1 |state|  MANY_SLOTS
 *  +--------------+----------------------------------+-----------+---+----+----+-----+
 *  | slots (6)    |  raw bytes (34)                  |  tag (16) |0 w|hash|  2 |state|  MANY_BYTES
 *  +--------------+----------------------------------+-----------+---+----+----+-----+
 *  |       0      |  words, this one included (34)   |     0     |0 0|  0 |  3 |state|  FILLER
 *  +--------------+----------------------------------+-----------+---+----+----+-----+
 *   w: WATCHED, in from-space only
 * </pre>
 *
 * <table>
 *   <caption>States (bits 0 and 1) of a header word</caption>
 *   <tr><th>state</th><th>word</th><th>who moves it on</th></tr>
 *   <tr><td>unpublished</td><td>0</td><td>the allocator or copier, once, to NORMAL</td></tr>
 *   <tr><td>NORMAL</td><td>as above</td><td>in from-space only: the copier that wins the compare-and-set, to BUSY</td></tr>
 *   <tr><td>BUSY</td><td>{@link #BUSY}, whatever the object; the copier alone knows the word</td><td>that copier alone, to FORWARDED</td></tr>
 *   <tr><td>FORWARDED</td><td>the to-space address, bit 1 set</td><td>nobody; recycling clears it</td></tr>
 * </table>
 *
 * <table>
 *   <caption>Hash (bits 4 and 5) of a NORMAL word; see {@link IdentityHash}</caption>
 *   <tr><th>hash</th><th>the object</th><th>who moves it on</th></tr>
 *   <tr><td>0</td><td>was never asked for its identity hash</td><td>in to-space only: the mutator that asks, by compare-and-set, to HASHED</td></tr>
 *   <tr><td>HASHED</td><td>has the hash that follows from where and when it is</td><td>nobody; the header of its copy says HASH_STORED</td></tr>
 *   <tr><td>HASH_STORED</td><td>keeps its hash in one more word behind the raw bytes</td><td>nobody; copies are the same</td></tr>
 * </table>
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
    /** Mask of the bits that are {@link #NORMAL} in every NORMAL word, fillers included. */
    public static final long NORMAL_MASK = 0x83;
    /**
     * The word of a from-space object that a copier is forwarding. Its upper bits are a mark: who meets it waits, and must not wait for a raw
     * 3 or 7 that a made-up reference has led to.
     */
    public static final long BUSY = 0xB05F_0B1E_C7B5_CA03L;

    /** The object's identity hash was asked for where it is. */
    public static final long HASHED = 1L << 4;
    /** The object has one more word, behind its raw bytes, with its identity hash. */
    public static final long HASH_STORED = 1L << 5;

    /** In from-space: an ephemeron waits for the object, so whoever copies it tells {@link WakeList}. Copies do not have it. */
    public static final long WATCHED_BIT = 1L << 6;

    /** The bits of a word that are {@link #NORMAL} when the object {@link #isPlain}. */
    private static final long PLAIN_MASK = 0xFF;

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
    /** Moves HASH_STORED to where it is the bytes of a word. */
    private static final int STORED_BYTES_SHIFT = 2;

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

    /** Whether a word in any state is NORMAL and COMPACT, and says neither HASHED, HASH_STORED nor WATCHED: its object's copy has the same word. */
    static boolean isPlain(long word) {
        return (word & PLAIN_MASK) == NORMAL;
    }

    /** The bytes of an object that {@link #isPlain}. */
    static long plainBytes(long word) {
        return sizeBytes((word >>> LOW_SHIFT) & COMPACT_LIMIT, word >>> COMPACT_RAW_SHIFT);
    }

    /** The number of reference slots behind a NORMAL word. */
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

    /** The number of raw bytes behind a NORMAL word, exactly as asked for. */
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

    /** The bytes that the object takes in the heap, its header and its stored hash included. */
    public static long sizeBytes(long word) {
        if ((word & KIND_MASK) == FILLER) {
            return ((word >>> LOW_SHIFT) & MANY_LIMIT) << 3;
        }
        return bodyBytes(word) + storedHashBytes(word);
    }

    /** The bytes of the stored hash behind a NORMAL word that is not a filler's: 0 or those of a word. */
    public static long storedHashBytes(long word) {
        return (word & HASH_STORED) >>> STORED_BYTES_SHIFT;
    }

    /** The bytes of header, slots and padded raw bytes behind a NORMAL word that is not a filler's: where a stored hash lies. */
    public static long bodyBytes(long word) {
        return sizeBytes(slots(word), rawBytes(word));
    }

    /** The NORMAL word of the copy of an object with this NORMAL word: HASHED becomes HASH_STORED, hence a word more; WATCHED is gone. */
    public static long ofCopy(long word) {
        return word + (word & HASHED) & ~WATCHED_BIT;
    }

    /** The bytes that an object of these sizes takes in the heap as long as no hash is stored. */
    public static long sizeBytes(long slots, long rawBytes) {
        return WORD_BYTES + (slots << 3) + ((rawBytes + 7) & -8);
    }

    /** The embedder's tag. */
    public static int tag(long word) {
        return (int) (word >>> TAG_SHIFT) & TAG_LIMIT;
    }
}

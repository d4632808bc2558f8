package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Identity hashes that follow from an object's address for as long as it stays there, and are kept in a word of their own once it has moved:
 * objects that were never asked pay nothing (Bacon, Fink and Grove 2002, section 4; Jikes RVM).
 *
 * <p>As every object moves at every collection, the hash follows from the address and the number of the collection that began its stay: two
 * objects that lie at one place one after the other have different hashes.
 *
 * <p>Objects that never move have the hash of their place and of the collection that they were born in, see {@link LargeObjects}.
 *
 * <p><b>Invariant (hash-kept):</b> whoever asks sets HASHED before a flip can come (mutators pass no safepoint in between), so a copier finds
 * it in from-space, where only copiers write any more, and gives the copy the same number that {@link #of} has returned.
 */
@SignalSafe
public final class IdentityHash {
    private static final long FIRST_FACTOR = 0xBF58_476D_1CE4_E5B9L;
    private static final long SECOND_FACTOR = 0x94D0_49BB_1331_11EBL;
    private static final long COLLECTION_FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private IdentityHash() {
    }

    /**
     * The hash of an object that has not moved since it was asked for the first time. Mixed as by SplitMix64 (Steele, Lea and Flood 2014).
     *
     * @param address where it is
     * @param collection the last collection that had begun when it was asked
     */
    public static int of(long address, long collection) {
        long mixed = address + collection * COLLECTION_FACTOR;
        mixed = (mixed ^ (mixed >>> 30)) * FIRST_FACTOR;
        mixed = (mixed ^ (mixed >>> 27)) * SECOND_FACTOR;
        return (int) ((mixed ^ (mixed >>> 31)) >>> 32);
    }

    /** The word in which an object that is HASHED, or has its hash stored, keeps its hash once it has moved. */
    static long kept(long heap, long address, long word) {
        if ((word & ObjectHeader.HASH_STORED) != 0) {
            return Memory.getLong(address + ObjectHeader.bodyBytes(word) + Memory.getLong(heap + ControlBlock.DELTA));
        }
        return of(address, Memory.getLong(heap + ControlBlock.COLLECTION) - 1);
    }
}

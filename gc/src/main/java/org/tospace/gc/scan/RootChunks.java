package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Forwards the roots that a flip has left pending, beside the mutators: in order, which is what the background collector and assists do,
 * and on demand, when a mutator is about to read a slot whose chunk has not been scanned.
 *
 * <p><b>Invariant (root-read):</b> a mutator reads a pending slot only after {@link #require} has returned for it. It may write one at any
 * time: the scanner forwards by compare-and-set, from the very from-space reference that it read. No mutator ever stores a from-space
 * reference, so a compare-and-set that succeeds has replaced what the flip found there, and a mutator's store always stays.
 *
 * <p><b>Deadlock.</b> As with pages: who holds a claim waits for object headers only; who waits for a chunk holds no claim.
 */
@SignalSafe
public final class RootChunks {
    private RootChunks() {
    }

    /**
     * Scans the next pending chunks in order, from the last to the first: owners of stacks come from above.
     *
     * @param most how many at most
     * @return how many; 0 when none is left to claim, though others may still be at work on theirs
     */
    public static long scanNext(long heap, long agent, long most) {
        long scanned = 0;
        long area = left(heap) == 0 ? 0 : Memory.getLongAcquire(heap + ControlBlock.ROOTS);
        while (area != 0 && scanned < most) {
            long chunk = takeNext(area);
            if (chunk >= 0) {
                if (claim(heap, area, chunk)) {
                    scan(heap, agent, area, chunk);
                    scanned++;
                }
            } else {
                long next = Memory.getLong(area + RootRecord.NEXT);
                // A failure means that another has moved on from here; areas are behind each other in one order all through a collection.
                Memory.compareAndSetLong(heap + ControlBlock.ROOTS, area, next);
                area = next;
            }
        }
        return scanned;
    }

    private static long takeNext(long area) {
        if (Memory.getLongAcquire(area + RootRecord.CURSOR) <= 0) {
            return -1;
        }
        return Memory.getAndAddLong(area + RootRecord.CURSOR, -1) - 1;
    }

    /**
     * Makes a pending slot readable: scans its chunk, or waits until whoever claimed it has.
     *
     * @param area the record of the slot's area, which is pending in this collection
     * @param index the slot's
     */
    public static void require(long heap, long agent, long area, long index) {
        long chunk = index >>> RootRecord.CHUNK_SHIFT;
        if (claim(heap, area, chunk)) {
            scan(heap, agent, area, chunk);
            return;
        }
        int spins = 0;
        while (!isScanned(heap, area, index)) {
            spins = Waiting.spin(spins);
        }
    }

    /** Whether a pending slot may be read; acquire: pairs with the release of who scanned its chunk. */
    public static boolean isScanned(long heap, long area, long index) {
        long word = Memory.getLongAcquire(RootRecord.word(area, index >>> RootRecord.CHUNK_SHIFT));
        return word == (Memory.getLong(heap + ControlBlock.COLLECTION) << 1) + 1;
    }

    /** How many chunks are not scanned yet; acquire: pairs with the atomic addition of whoever scanned. */
    public static long left(long heap) {
        return Memory.getLongAcquire(heap + ControlBlock.ROOT_CHUNKS_LEFT);
    }

    /** Claims a chunk; compare-and-set: the flip that left it pending is long over for everybody. */
    private static boolean claim(long heap, long area, long chunk) {
        long scanning = Memory.getLong(heap + ControlBlock.COLLECTION) << 1;
        long word = RootRecord.word(area, chunk);
        long now = Memory.getLongAcquire(word);
        return now < scanning && Memory.compareAndSetLong(word, now, scanning);
    }

    private static void scan(long heap, long agent, long area, long chunk) {
        long first = chunk << RootRecord.CHUNK_SHIFT;
        // Opaque: an old value only means that slots which were removed meanwhile are forwarded too.
        long end = Math.min(first + RootRecord.CHUNK_SLOTS, Memory.getLongOpaque(area + RootRecord.FLOOR));
        for (long index = first; index < end; index++) {
            long slot = RootRecord.slot(area, index);
            // Plain: an aligned word is never torn, and whichever value this is, it is dealt with.
            long value = Memory.getLong(slot);
            if (Forwarding.isFromSpace(heap, value)) {
                Memory.compareAndSetLong(slot, value, Forwarding.forwardValue(heap, agent, value));
            }
        }
        long scanned = (Memory.getLong(heap + ControlBlock.COLLECTION) << 1) + 1;
        // Release: publishes the forwarded slots to whoever finds the chunk scanned.
        Memory.putLongRelease(RootRecord.word(area, chunk), scanned);
        // After all that the chunk led to is reserved: see OrderedScan.
        Memory.getAndAddLong(heap + ControlBlock.ROOT_CHUNKS_LEFT, -1);
    }
}

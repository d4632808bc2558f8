package org.tospace.gc.collector;

import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.runtime.memory.Memory;

/**
 * How far a collection is, reckoned in what its parts cost and not in pages: the first pages that are scanned name most of what is to be
 * copied, and the last ones, full of leaves, nothing. Were pages counted, mutators would pay several times as much in the middle of a
 * collection as at its end.
 *
 * <p>How much there is to do is what the last collection did, until more turns up.
 *
 * <p>Written at a flip, read while the collection is under way; the phase orders the two.
 */
final class Pace {
    /** Microseconds a MiB, measured with objects of 32 bytes beside a background collector; only their ratios count. */
    private static final double COPYING = 800;
    private static final double SCANNING = 500;
    private static final double RECYCLING = 250;
    private static final double CLOSING = 80;
    /** As long as a collection is not over there is something to do, if only to see that there is nothing: without a background thread mutators have to. */
    private static final double ALMOST_ALL = 0.999;

    private final HeapMemory memory;
    private final NewArea newArea;
    private final Roots roots;
    private long expectedSmall;
    private long expectedLarge;
    private long expectedNamed;
    private long recycled;

    Pace(HeapMemory memory, NewArea newArea, Roots roots) {
        this.memory = memory;
        this.newArea = newArea;
        this.roots = roots;
    }

    /**
     * A collection begins.
     *
     * @param expectedCopies bytes of copy pages that are to be expected
     * @param lastLarge how much of that is large objects, which are copied when their pages are scanned
     * @param lastNamed bytes of large objects that stay where they are, and were scanned there
     * @param recycledBytes what is to be recycled at the end, besides these
     */
    void begin(long expectedCopies, long lastLarge, long lastNamed, long recycledBytes) {
        expectedLarge = Math.min(lastLarge, expectedCopies);
        expectedSmall = expectedCopies - expectedLarge;
        expectedNamed = lastNamed;
        recycled = recycledBytes;
    }

    /** Bytes of large objects that stay where they are, have slots, and are named. */
    long namedBytes() {
        return OrderedScan.namedPages(memory.control()) * memory.options().pageBytes();
    }

    /** Bytes of the copy area that large objects have. */
    long largeBytes() {
        return Memory.getLongAcquire(memory.control() + ControlBlock.COPIED_LARGE_BYTES);
    }

    /** How much is done, from 0 to almost 1, while pages are scanned. */
    double whileScanning() {
        // In this order: what is scanned is copied.
        long scanned = scannedBytes();
        long large = largeBytes();
        long small = smallBytes(large);
        long named = namedBytes();
        long allSmall = allSmall(small, small + large + named + roots.pendingBytes() - scanned);
        long allNamed = Math.max(named, expectedNamed);
        long all = allSmall + Math.max(large, expectedLarge) + allNamed + roots.pendingBytes();
        double done = COPYING * small + SCANNING * scanned;
        return Math.min(ALMOST_ALL, done / (COPYING * allSmall + SCANNING * all + RECYCLING * recycled + CLOSING * allNamed));
    }

    /** How many bytes of copy pages there will be in the end, by what is known while pages are scanned. */
    long allCopies() {
        long scanned = scannedBytes();
        long large = largeBytes();
        long small = smallBytes(large);
        return allSmall(small, small + large + namedBytes() + roots.pendingBytes() - scanned) + Math.max(large, expectedLarge);
    }

    private long scannedBytes() {
        return OrderedScan.scannedPages(memory.control()) * memory.options().pageBytes() + roots.scannedBytes();
    }

    private long smallBytes(long large) {
        return Math.max(0, newArea.copiedBytes() - large);
    }

    /** Once there is more than was expected, as much again is taken to be behind what is not scanned yet: where live data grow, it is that and half as much. */
    private long allSmall(long small, long unscanned) {
        return small > expectedSmall ? small + Math.max(0, unscanned) : expectedSmall;
    }

    /** How much is done, from 0 to almost 1, when everything is scanned and a part of the old space is recycled. */
    double whileRecycling(double part) {
        long large = largeBytes();
        double scanned = COPYING * (newArea.copiedBytes() - large) + SCANNING * (newArea.copiedBytes() + namedBytes() + roots.pendingBytes());
        double recycling = RECYCLING * recycled + CLOSING * namedBytes();
        return scanned + recycling == 0 ? ALMOST_ALL : Math.min(ALMOST_ALL, (scanned + part * recycling) / (scanned + recycling));
    }
}

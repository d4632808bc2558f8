package org.tospace.gc;

/**
 * A heap's figures since it was opened, taken at one time without stopping anybody: figures of the same moment may differ by what
 * happened while they were read.
 *
 * <p>Example:
 * {@snippet :
 * HeapStatistics before = heap.statistics();
 * heap.collect();
 * HeapStatistics after = heap.statistics();
 * System.out.println("live: " + ByteSize.describe(after.liveBytes()) + ", stalls: " + after.since(before).stalls());
 * }
 *
 * @param collections collections begun
 * @param flipNanos time that flips took, time to stop included
 * @param timeToStopNanos of it, until every mutator had stopped
 * @param traps times that a mutator met an unscanned page
 * @param trapWaitNanos time traps waited for another thread
 * @param trapScanNanos time traps took otherwise
 * @param assists times that a mutator paid for an allocation buffer with collector's work
 * @param assistNanos time that took
 * @param stalls times that a mutator found no room and saw the collection through
 * @param stallNanos time that took
 * @param pagesByTrap pages scanned because a mutator met them
 * @param pagesByCollector pages scanned by the background collector
 * @param pagesByAssist pages scanned by mutators as a part of allocation
 * @param bytesAllocated bytes handed out to mutators, allocation buffers in whole
 * @param bytesCopied bytes of objects copied
 * @param objectsCopied objects copied
 * @param liveBytes what the last ended collection found live
 * @param usedBytes pages in use, those of large objects included
 * @param residentBytes memory that the operating system has given to the heap's spaces
 * @param weakCleared weak roots and cells that were cleared, and entries that left tables, because an object had died
 * @param finalizable objects that finalization queues were given
 * @param largeBytes pages of large objects that are never copied, live or not yet found dead
 */
public record HeapStatistics(long collections, long flipNanos, long timeToStopNanos, long traps, long trapWaitNanos, long trapScanNanos,
        long assists, long assistNanos, long stalls, long stallNanos, long pagesByTrap, long pagesByCollector, long pagesByAssist,
        long bytesAllocated, long bytesCopied, long objectsCopied, long liveBytes, long usedBytes, long residentBytes,
        long weakCleared, long finalizable, long largeBytes) {
    /**
     * What happened since other figures of the same heap were taken. What is a level and not a sum, {@code liveBytes}, {@code usedBytes},
     * {@code residentBytes} and {@code largeBytes}, is as in these.
     */
    public HeapStatistics since(HeapStatistics earlier) {
        return new HeapStatistics(collections - earlier.collections, flipNanos - earlier.flipNanos, timeToStopNanos - earlier.timeToStopNanos,
                traps - earlier.traps, trapWaitNanos - earlier.trapWaitNanos, trapScanNanos - earlier.trapScanNanos,
                assists - earlier.assists, assistNanos - earlier.assistNanos, stalls - earlier.stalls, stallNanos - earlier.stallNanos,
                pagesByTrap - earlier.pagesByTrap, pagesByCollector - earlier.pagesByCollector, pagesByAssist - earlier.pagesByAssist,
                bytesAllocated - earlier.bytesAllocated, bytesCopied - earlier.bytesCopied, objectsCopied - earlier.objectsCopied,
                liveBytes, usedBytes, residentBytes, weakCleared - earlier.weakCleared, finalizable - earlier.finalizable, largeBytes);
    }
}

package org.tospace.gc;

/**
 * What a {@link CollectorListener} is told. Times are nanoseconds of {@link System#nanoTime}; collections are counted from 1;
 * {@code mutator} is {@link Mutator#id}.
 *
 * <p>Example:
 * {@snippet :
 * heap.addListener(event -> {
 *     switch (event) {
 *         case CollectorEvent.Flip flip -> pauses.add(flip.durationNanos());
 *         case CollectorEvent.Trap trap -> pauses.add(trap.durationNanos());
 *         case CollectorEvent.Stall stall -> pauses.add(stall.durationNanos());
 *         case CollectorEvent.Assist assist -> pauses.add(assist.durationNanos());
 *         case CollectorEvent.CollectionFinished end -> System.out.println(end.collection() + ": " + end.liveBytes() + " bytes live");
 *         case CollectorEvent.CollectionStarted _, CollectorEvent.TrapsLost _ -> {
 *         }
 *     }
 * });
 * }
 */
public sealed interface CollectorEvent {
    /** The collection that it belongs to, counted from 1. */
    long collection();

    /**
     * A collection has begun, with its flip.
     *
     * @param usedBytes pages in use just before
     */
    record CollectionStarted(long collection, long startNanos, long usedBytes) implements CollectorEvent {
    }

    /**
     * Every mutator was stopped, the spaces changed roles and the roots were forwarded.
     *
     * @param startNanos when the mutators were asked to stop
     * @param timeToStopNanos until the last had stopped
     * @param durationNanos until they were let go again, time to stop included
     * @param rootSlots how many root slots were looked at
     */
    record Flip(long collection, long startNanos, long timeToStopNanos, long durationNanos, long rootSlots) implements CollectorEvent {
    }

    /**
     * A mutator met a page that was not scanned yet.
     *
     * @param waitNanos how long it waited for another thread to scan the page; 0 when it scanned the page itself
     * @param durationNanos how long it was held up, waiting included
     * @param pageAddress the page
     * @param objectsCopied how many objects it copied while scanning
     * @param bytesCopied their bytes
     */
    record Trap(long collection, int mutator, long startNanos, long waitNanos, long durationNanos, long pageAddress, long objectsCopied,
            long bytesCopied) implements CollectorEvent {
    }

    /** A mutator paid for an allocation buffer by scanning or recycling {@code pages} pages. */
    record Assist(long collection, int mutator, long startNanos, long durationNanos, long pages) implements CollectorEvent {
    }

    /** A mutator found no room and had to see the collection through before it could allocate. */
    record Stall(long collection, int mutator, long startNanos, long durationNanos) implements CollectorEvent {
    }

    /**
     * A collection has ended and the old space is ready for use again.
     *
     * @param durationNanos from the flip's start to here
     * @param liveBytes what survived
     * @param usedBytes pages in use now: what survived, and what was allocated meanwhile
     * @param pagesByTrap pages scanned because a mutator met them
     * @param pagesByCollector pages scanned by the background collector
     * @param pagesByAssist pages scanned by mutators in order, as a part of allocation
     */
    record CollectionFinished(long collection, long startNanos, long durationNanos, long liveBytes, long usedBytes, long bytesCopied,
            long objectsCopied, long pagesByTrap, long pagesByCollector, long pagesByAssist) implements CollectorEvent {
    }

    /** So many traps came faster than their records could be kept; they are in the statistics all the same. */
    record TrapsLost(long collection, long count) implements CollectorEvent {
    }
}

package org.tospace.gc;

/**
 * Told of what the collector does, after it has done it.
 *
 * <p>Called outside the fault path, by one thread at a time for each heap: by the background collector, or by who is in {@link Heap#collect}, which returns
 * when the end of its collection has been told; without a background collector always by mutators, in the slow path of allocation. A collection may be over,
 * and the next one begin, before its end is told. A listener must not use the heap's mutators, may not call
 * {@link Heap#collect}, {@link Heap#verify} or {@link Heap#close}, and should return soon: who called it is at work. A listener that
 * throws is removed, and what it threw is given to the thread's uncaught-exception handler.
 *
 * <p>For each collection, in this order: one {@link CollectorEvent.CollectionStarted}, one {@link CollectorEvent.Flip}, one
 * {@link CollectorEvent.CollectionFinished}. What a mutator met in it ({@link CollectorEvent.Trap}, {@link CollectorEvent.Assist},
 * {@link CollectorEvent.Stall}, {@link CollectorEvent.TrapsLost}) comes after the flip and, since it is told when it is over or
 * later, perhaps after the end of the collection that it names.
 *
 * <p>Example: {@code heap.addListener(event -> { if (event instanceof CollectorEvent.Flip flip) pauses.add(flip.durationNanos()); });}
 */
@FunctionalInterface
public interface CollectorListener {
    /** Something happened. */
    void event(CollectorEvent event);
}

package org.tospace.gc;

/**
 * Told of what the collector does, after it has done it.
 *
 * <p>Called outside the fault path, by the background collector or by a mutator in its allocation slow path, by one thread at a
 * time for each heap. A listener must not use the heap's mutators and should return soon: who called it is at work. A listener that
 * throws is removed, and what it threw is given to the thread's uncaught-exception handler.
 *
 * <p>For each collection, in this order: one {@link CollectorEvent.CollectionStarted}, one {@link CollectorEvent.Flip}, any number of
 * {@link CollectorEvent.Trap}, {@link CollectorEvent.Assist}, {@link CollectorEvent.Stall} and {@link CollectorEvent.TrapsLost}, one
 * {@link CollectorEvent.CollectionFinished}. Traps are handed over some time after they happened, in order for each mutator.
 *
 * <p>Example: {@code heap.addListener(event -> { if (event instanceof CollectorEvent.Flip flip) pauses.add(flip.durationNanos()); });}
 */
@FunctionalInterface
public interface CollectorListener {
    /** Something happened. */
    void event(CollectorEvent event);
}

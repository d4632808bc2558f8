package org.tospace.gc.collector;

import org.tospace.gc.CollectorEvent;

/**
 * Told of what takes time when it begins and again when it has ended, for records that take their own time stamps. A
 * {@link org.tospace.gc.CollectorListener} is told afterwards only. Any thread, outside the fault path; nothing here may wait or throw.
 */
public interface Recorder {
    /** Records nothing. */
    Recorder NONE = new Recorder() {
    };

    /** Something that has begun. Nothing is recorded unless it is ended; that may be done by another thread. */
    @FunctionalInterface
    interface Span {
        /** Leads nowhere. */
        Span NONE = _ -> { };

        /** It has ended, and this is what is known of it. */
        void end(CollectorEvent event);
    }

    /** A flip begins, and a collection with it; ended by a {@link CollectorEvent.CollectionFinished}. */
    default Span beginCycle() {
        return Span.NONE;
    }

    /** A flip begins. */
    default Span beginFlip() {
        return Span.NONE;
    }

    /** A mutator begins to assist. */
    default Span beginAssist() {
        return Span.NONE;
    }

    /** A mutator begins to see a collection through. */
    default Span beginStall() {
        return Span.NONE;
    }

    /** Whether {@link #trap} is worth calling just now. */
    default boolean wantsTraps() {
        return false;
    }

    /** A trap that was over some time ago: traps are recorded by the ring alone. */
    default void trap(CollectorEvent.Trap trap) {
    }

    /** How much of the heap was in use when a collection began, and when it ended. */
    default void summary(long collection, boolean before, long usedBytes, long liveBytes) {
    }
}

package org.tospace.gc.weak;

/**
 * A set of weak words that a collection visits in bounded parts. Its monitor guards its words and its shape; mutators take it for
 * whatever they do in a part of a collection in which words may be from-space references.
 *
 * <p>A visit of all entries goes from the last to the first. Where entries are kept dense, a removed one is replaced by the last: that one is
 * visited already, or its new place is yet to be visited, so none is missed (one may be visited twice). Entries that are added meanwhile hold
 * to-space references, and need no visit.
 */
public abstract class WeakStructure implements AutoCloseable {
    /** Entries looked at while the monitor is held: 10 to 30 microseconds. */
    private static final long PART = 256;

    final WeakProcessing weak;
    /** Entries below are yet to be visited; guarded by the monitor. */
    private long cursor;
    private boolean closed;

    WeakStructure(WeakProcessing weak) {
        this.weak = weak;
    }

    /** Whether its entries are to be visited in a stage. */
    abstract boolean concerns(WeakProcessing.Stage stage);

    /** How many entries there are to be visited in a stage at most; guarded by the monitor. */
    abstract long length(WeakProcessing.Stage stage);

    /** Sees to an entry; may remove it. Guarded by the monitor. */
    abstract void visit(WeakProcessing.Stage stage, long agent, long index);

    /** How many objects its ephemerons may wait for at most; guarded by the monitor. */
    long watched() {
        return 0;
    }

    /**
     * An object that an ephemeron waited for was copied. Guarded by the monitor.
     *
     * @param from its from-space address
     * @param token what it was watched with
     */
    void wake(long agent, long from, long token) {
        throw new IllegalStateException("nothing was watched");
    }

    /** Shows every word; mutators are stopped, no collection is under way. */
    abstract void check(WeakProcessing.WordCheck words);

    /** Frees the memory; guarded by the monitor. */
    abstract void free();

    /** Begins a visit of all entries. */
    final synchronized void begin(WeakProcessing.Stage stage) {
        cursor = closed ? 0 : length(stage);
    }

    /** Visits the next entries; false when none were left. */
    final synchronized boolean visitPart(WeakProcessing.Stage stage, long agent) {
        long end = closed ? 0 : Math.min(cursor, length(stage));
        if (end == 0) {
            return false;
        }
        long first = Math.max(0, end - PART);
        for (long i = end - 1; i >= first; i--) {
            visit(stage, agent, i);
        }
        cursor = first;
        return true;
    }

    final boolean isClosed() {
        return closed;
    }

    /** @throws IllegalStateException when it is closed; guarded by the monitor */
    final void checkOpen() {
        if (closed) {
            throw new IllegalStateException("it is closed, or its heap is");
        }
    }

    /** Gives its memory back; what it names weakly lives on only if something else names it. */
    @Override
    public final void close() {
        weak.remove(this);
        closeAlone();
    }

    /** The same by who has taken it off the list. */
    final synchronized void closeAlone() {
        if (!closed) {
            closed = true;
            free();
        }
    }
}

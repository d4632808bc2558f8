package org.tospace.gc.collector;

/**
 * A stretch of whole pages, zeroed, that a mutator was handed. Each mutator has one of these and it is filled anew each time, so that
 * allocation makes no Java garbage. Used by the mutator's thread.
 */
public final class Room {
    private long start;
    private long bytes;

    void set(long newStart, long newBytes) {
        start = newStart;
        bytes = newBytes;
    }

    /** Its address, in the mutators' view. */
    public long start() {
        return start;
    }

    /** Its length. */
    public long bytes() {
        return bytes;
    }
}

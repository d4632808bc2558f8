package org.tospace.gc;

import org.tospace.runtime.trap.NativeThread;

/**
 * Whether a thread has the stack that the collector's code takes. A {@link StackOverflowError} in the middle of a flip or of a copy would
 * leave it half done; so it is thrown before anything is begun. For one thread.
 */
final class StackRoom {
    /** The JVM's zones at the stack's end, about 100 KiB, and as much again as the deepest path of the collector's code takes. */
    private static final long NEEDED_BYTES = 160 << 10;

    /** What a few frames take between a check and a later one that must not fail any more. */
    private static final long MARGIN_BYTES = 16 << 10;

    private final long lowest = NativeThread.stackLimit() + NEEDED_BYTES;

    /** Throws unless there is room; about 7 ns, on another processor than x86-64 some 170. */
    void require() {
        require(lowest);
    }

    /** Throws unless there is room, here and a few frames further on: before what must be done whole and checks again. */
    void requireAmple() {
        require(lowest + MARGIN_BYTES);
    }

    private static void require(long least) {
        if (NativeThread.stackPointer() < least) {
            throw new StackOverflowError("a safepoint needs " + (NEEDED_BYTES >> 10) + " KiB of stack");
        }
    }
}

package org.tospace.workloads.lox;

import org.tospace.gc.HeapOptions;
import org.tospace.gc.ReferenceEncoding;

/** What a heap must be like for Lox. */
public final class LoxHeap {
    /** The heap's size, both halves, when none is asked for. */
    public static final long DEFAULT_BYTES = 128L << 20;
    /** Bounds recursion: a function that calls others takes at least one. */
    private static final long ROOT_SLOTS = 1 << 18;

    private LoxHeap() {
    }

    /** Options with what Lox must have. */
    public static HeapOptions with(HeapOptions options) {
        return options.toBuilder().encoding(ReferenceEncoding.NAN_BOXING).rootSlots(ROOT_SLOTS).build();
    }
}

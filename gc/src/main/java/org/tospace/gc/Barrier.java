package org.tospace.gc;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How a mutator is kept from ever seeing a from-space reference. Chosen when a heap is opened.
 *
 * <p>Example:
 * {@snippet :
 * HeapOptions options = HeapOptions.builder().barrier(Barrier.CHECKED).build();
 * Barrier same = Barrier.parse("checked");             // as in heap=64m,barrier=checked
 * }
 */
public enum Barrier {
    /**
     * Page protection, traps served in place: mutators load and store plainly at all times, and the fault on an unscanned page is served in
     * the signal handler by the scanner, compiled ahead of time to machine code. A stale or wild reference becomes an
     * {@link InternalError}; {@link Heap#lastFault} tells what it was.
     */
    TRAP("trap"),
    /**
     * Page protection, traps served by Java: while a collection runs, mutators load and store through small pieces of machine code
     * in native state, whose fault becomes an upcall that scans the page. With no collection running, loads and stores are plain
     * behind one predictable test.
     */
    UPCALL("upcall"),
    /**
     * Baker's original, in software: while a collection runs, each load of a slot tests for a from-space reference and forwards it. No
     * protection and no signals; large objects that are copied ({@code large=0}) are copied at once.
     */
    CHECKED("checked");

    private final String key;

    Barrier(String key) {
        this.key = key;
    }

    /** The name used in option strings and on the command line. */
    public String key() {
        return key;
    }

    /**
     * The barrier of a name.
     *
     * @throws IllegalArgumentException naming the known ones when there is none
     */
    public static Barrier parse(String key) {
        for (Barrier barrier : values()) {
            if (barrier.key.equalsIgnoreCase(key)) {
                return barrier;
            }
        }
        String known = Arrays.stream(values()).map(Barrier::key).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("barrier must be one of " + known + ": " + key);
    }
}

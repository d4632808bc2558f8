package org.tospace.gc;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tospace.runtime.linux.SupportedPlatform;

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
     * {@link InternalError}; {@link Heap#lastFault} tells what it was. On x86-64 only.
     */
    TRAP("trap"),
    /**
     * Page protection, traps served by Java: while a collection runs, mutators load and store through small pieces of machine code
     * in native state, whose fault becomes an upcall that scans the page. With no collection running, loads and stores are plain
     * behind one predictable test. On x86-64 only.
     */
    UPCALL("upcall"),
    /**
     * Baker's original, in software: while a collection runs, each load of a slot tests for a from-space reference and forwards it. No
     * protection, no signals and no machine code, so it works on any 64-bit processor; large objects that are copied ({@code large=0}) are copied at once.
     */
    CHECKED("checked");

    private final String key;

    Barrier(String key) {
        this.key = key;
    }

    /**
     * Why this barrier is not available on this processor, whatever the kernel has, and which one is. Tries nothing.
     *
     * <p>Example:
     * {@snippet :
     * Barrier barrier = Barrier.TRAP.problem().isEmpty() ? Barrier.TRAP : Barrier.CHECKED;
     * }
     *
     * @return a sentence without its full stop; empty if it is
     */
    public Optional<String> problem() {
        if (this == CHECKED) {
            return SupportedPlatform.problem();
        }
        return SupportedPlatform.machineCodeProblem().map(sentence -> "barrier=" + key + " is not available here: " + sentence
                + SupportedPlatform.problem().map(_ -> "").orElse("; use barrier=" + CHECKED.key + ", which needs none"));
    }

    /**
     * Sees to it that the barrier is available.
     *
     * @throws UnsupportedOperationException with {@link #problem}
     */
    void require() {
        problem().ifPresent(sentence -> {
            throw new UnsupportedOperationException(sentence);
        });
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

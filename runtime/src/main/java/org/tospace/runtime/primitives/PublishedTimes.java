package org.tospace.runtime.primitives;

import java.util.List;

/**
 * A row of figures that others have published, in nanoseconds: elapsed times.
 *
 * @param machine the computer
 * @param system its operating system
 * @param add an add
 * @param trap as in {@link TrapTimes}
 * @param protectOne as in {@link TrapTimes}
 * @param protectMany as in {@link TrapTimes}
 * @param source where the figures stand
 */
public record PublishedTimes(String machine, String system, double add, double trap, double protectOne, double protectMany, String source) {

    /** Rows that can be looked up: of the authors' own, the one at the head of their program. The others of Table 1 in their paper are left out. */
    private static final List<PublishedTimes> ALL = List.of(new PublishedTimes("Sun 3/60", "SunOS 4.0", 120, 760_000, 1_238_000, 1_016_000,
            "Appel and Li, vmpup.c, www.cs.princeton.edu/~appel/papers/vmpup.c, for: Virtual Memory Primitives for User Programs, ASPLOS 1991"));

    /**
     * All that are known here.
     *
     * @return rows
     */
    public static List<PublishedTimes> all() {
        return ALL;
    }

    /**
     * As {@link TrapTimes#rating}.
     *
     * @return VM-PUPs
     */
    public double rating() {
        return TrapTimes.rating(trap, protectOne, protectMany);
    }
}

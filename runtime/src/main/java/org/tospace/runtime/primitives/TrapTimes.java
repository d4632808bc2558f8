package org.tospace.runtime.primitives;

/**
 * What traps cost by one way of closing pages and one of serving traps: a row of Table 1. Nanoseconds a trap.
 *
 * @param closing how pages are closed and opened
 * @param serving who serves the traps
 * @param trap TRAP: the fault, a handler that changes nothing, and the store's next try
 * @param protectOne PROT1+TRAP+UNPROT: a trap whose handler closes another page and opens the one that was met; pages in random order
 * @param protectMany PROTN+TRAP+UNPROT: pages closed by one call, met in random order, opened by each trap; with each page's share of the call
 */
public record TrapTimes(PageClosing closing, TrapServing serving, Spread trap, Spread protectOne, Spread protectMany) {

    private static final double RATING_NANOS = 3_000_000;

    /**
     * The rating of {@code vmpup.c}, of medians: 3,000 us divided by the sum of the three; how many fault services fit into a millisecond. A Sun
     * 3/60 has 1.00.
     *
     * @return VM-PUPs
     */
    public double rating() {
        return rating(trap.median(), protectOne.median(), protectMany.median());
    }

    static double rating(double trap, double protectOne, double protectMany) {
        return RATING_NANOS / (trap + protectOne + protectMany);
    }
}

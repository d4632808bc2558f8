package org.tospace.gc.collector;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Where a collection stands.
 *
 * <table>
 *   <caption>Phases</caption>
 *   <tr><th>phase</th><th>meaning</th><th>next</th><th>when</th></tr>
 *   <tr><td>IDLE</td><td>from-space is clean</td><td>STARTING</td><td>a flip, mutators stopped</td></tr>
 *   <tr><td>STARTING</td><td>who flipped reports it</td><td>SCANNING</td><td>it has</td></tr>
 *   <tr><td>SCANNING</td><td>pages wait to be scanned, or weak words to be seen to</td><td>ASKING</td><td>as many pages scanned as
 *     reserved, nothing to do for weak words before that is looked at</td></tr>
 *   <tr><td></td><td></td><td>RECYCLING</td><td>all weak words are swept</td></tr>
 *   <tr><td>ASKING</td><td>one thread asks mutators to pass a safepoint (CHECKED only)</td><td>SETTLING, or SCANNING again</td><td>it has asked;
 *     SCANNING if there are more pages</td></tr>
 *   <tr><td>SETTLING</td><td>mutators may still hold what they loaded before (CHECKED only)</td><td>RECYCLING, or SCANNING again</td>
 *     <td>every mutator has passed a safepoint; SCANNING if somebody copied meanwhile, or weak words are next</td></tr>
 *   <tr><td>RECYCLING</td><td>from-space is being cleaned</td><td>FINISHING</td><td>all of it is clean</td></tr>
 *   <tr><td>FINISHING</td><td>one thread verifies and reports</td><td>IDLE</td><td>it has</td></tr>
 * </table>
 *
 * <p>The word also counts the moves. Who has looked at the heap and decides by it that a phase is over moves on from the very word
 * that it read before it looked: had the phase ended and come again meanwhile, the move fails.
 */
final class Phase {
    static final int IDLE = 0;
    static final int STARTING = 1;
    static final int SCANNING = 2;
    static final int ASKING = 3;
    static final int SETTLING = 4;
    static final int RECYCLING = 5;
    static final int FINISHING = 6;

    private static final int BITS = 3;
    private static final long MASK = (1 << BITS) - 1;

    private final AtomicLong word = new AtomicLong(IDLE);

    /** The present word. */
    long word() {
        return word.get();
    }

    /** The phase in a word. */
    static int of(long word) {
        return (int) (word & MASK);
    }

    /** Moves from a word that was read to a phase; false when somebody has moved meanwhile. */
    boolean move(long from, int phase) {
        return word.compareAndSet(from, ((from >>> BITS) + 1) << BITS | phase);
    }
}

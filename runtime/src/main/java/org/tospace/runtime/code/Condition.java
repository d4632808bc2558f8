package org.tospace.runtime.code;

/** What the flags must say, in the order of the numbers in machine code. */
public enum Condition {
    /** Overflow. */
    O,
    /** No overflow. */
    NO,
    /** Below, unsigned. */
    B,
    /** Above or equal, unsigned. */
    AE,
    /** Equal, zero. */
    E,
    /** Not equal, not zero. */
    NE,
    /** Below or equal, unsigned. */
    BE,
    /** Above, unsigned. */
    A,
    /** Negative. */
    S,
    /** Not negative. */
    NS,
    /** Parity even; unordered. */
    P,
    /** Parity odd; ordered. */
    NP,
    /** Less, signed. */
    L,
    /** Greater or equal, signed. */
    GE,
    /** Less or equal, signed. */
    LE,
    /** Greater, signed. */
    G;

    /**
     * The condition that holds when this one does not.
     *
     * @return its opposite
     */
    public Condition negated() {
        return values()[ordinal() ^ 1];
    }
}

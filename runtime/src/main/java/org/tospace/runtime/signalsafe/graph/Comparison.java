package org.tospace.runtime.signalsafe.graph;

/** How two values of one type are compared by a branch. */
public enum Comparison {
    /** Equal. */
    EQUAL,
    /** Not equal. */
    NOT_EQUAL,
    /** Less, signed. */
    LESS,
    /** Greater or equal, signed. */
    GREATER_OR_EQUAL,
    /** Greater, signed. */
    GREATER,
    /** Less or equal, signed. */
    LESS_OR_EQUAL,
    /** Less, unsigned. */
    BELOW,
    /** Greater or equal, unsigned. */
    ABOVE_OR_EQUAL,
    /** Greater, unsigned. */
    ABOVE,
    /** Less or equal, unsigned. */
    BELOW_OR_EQUAL;

    /** What holds when this does not. */
    public Comparison negated() {
        return values()[ordinal() ^ 1];
    }

    /** What holds of (b, a) when this holds of (a, b). */
    public Comparison swapped() {
        return switch (this) {
            case EQUAL, NOT_EQUAL -> this;
            case LESS -> GREATER;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case BELOW -> ABOVE;
            case ABOVE -> BELOW;
            case ABOVE_OR_EQUAL -> BELOW_OR_EQUAL;
            case BELOW_OR_EQUAL -> ABOVE_OR_EQUAL;
        };
    }

    /** Whether it takes numbers to have no sign; equality makes no difference. */
    public boolean isUnsigned() {
        return ordinal() >= BELOW.ordinal();
    }

    /** The same comparison without signs. */
    public Comparison unsigned() {
        return switch (this) {
            case LESS -> BELOW;
            case GREATER -> ABOVE;
            case GREATER_OR_EQUAL -> ABOVE_OR_EQUAL;
            case LESS_OR_EQUAL -> BELOW_OR_EQUAL;
            default -> this;
        };
    }

    /** Whether it holds of two numbers; ints extended by their signs keep their unsigned order. */
    public boolean holds(long a, long b) {
        return switch (this) {
            case EQUAL -> a == b;
            case NOT_EQUAL -> a != b;
            case LESS -> a < b;
            case GREATER_OR_EQUAL -> a >= b;
            case GREATER -> a > b;
            case LESS_OR_EQUAL -> a <= b;
            case BELOW -> Long.compareUnsigned(a, b) < 0;
            case ABOVE_OR_EQUAL -> Long.compareUnsigned(a, b) >= 0;
            case ABOVE -> Long.compareUnsigned(a, b) > 0;
            case BELOW_OR_EQUAL -> Long.compareUnsigned(a, b) <= 0;
        };
    }
}

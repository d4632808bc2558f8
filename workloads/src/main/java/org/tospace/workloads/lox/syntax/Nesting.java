package org.tospace.workloads.lox.syntax;

/**
 * How deep the program's structure is, counted while it is read: statements in statements, functions in functions, operations that are operands. What goes
 * over the tree later goes down by one call or a few for each level, so that a bound here is one there; the book has none, and ends when its stack does.
 *
 * <p>For each level {@link #open} before it is read and {@link #close} afterwards. An operation that is read after its first operand, such as a
 * sum, is above what was read of it: {@link #grow} says so.
 */
final class Nesting {
    /** More than anybody writes, and little for the stack of a thread that runs Lox. */
    static final int MOST_LEVELS = 4_096;

    private final TokenStream tokens;
    /** How many levels are open. */
    private int depth;
    /** How many levels are below the innermost open one, as far as it was read. */
    private int height;

    /** Thrown when there are too many levels, and the error told: nothing that follows could be made sense of. */
    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("Too deeply nested.", null, false, false);
        }
    }

    Nesting(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** A level begins at the current token. Returns what {@link #close} wants to know. */
    int open() {
        int before = height;
        depth++;
        height = 0;
        check();
        return before;
    }

    /** What was read of the innermost level becomes a part of something larger, at the current token. */
    void grow() {
        height++;
        check();
    }

    /** The innermost level ends. */
    void close(int before) {
        depth--;
        height = Math.max(before, height + 1);
    }

    private void check() {
        if (depth + height > MOST_LEVELS) {
            TooDeep end = new TooDeep();
            tokens.errorAtCurrent(end.getMessage());
            throw end;
        }
    }
}

package org.tospace.gc;

/**
 * A root stack is full. Nothing was pushed, and everything on the stack is as it was.
 *
 * <p>Example:
 * {@snippet :
 * try {
 *     roots.pushCopies(NIL, 1_000);
 * } catch (RootStackOverflowException e) {
 *     throw new IllegalStateException("the program recurs too deeply", e);
 * }
 * }
 */
public final class RootStackOverflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RootStackOverflowException(long slots) {
        super("root stack overflow: all " + slots + " slots are in use (option roots)");
    }
}

package org.tospace.gc;

/** A root stack is full. Nothing was pushed, and everything on the stack is as it was. */
public final class RootStackOverflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RootStackOverflowException(long slots) {
        super("root stack overflow: all " + slots + " slots are in use (option roots)");
    }
}

package org.tospace.workloads.workload;

/** A workload's result is not what it must be: the object space has lost or changed something. */
public final class CheckFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence that says what was found and what was expected. */
    public CheckFailedException(String message) {
        super(message);
    }

    /** Throws unless the two are equal; the message names {@code what} and both values. */
    public static void requireEqual(String what, long expected, long found) {
        if (expected != found) {
            throw new CheckFailedException(what + " must be " + expected + " and is " + found);
        }
    }
}

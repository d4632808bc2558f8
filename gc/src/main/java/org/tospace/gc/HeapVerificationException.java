package org.tospace.gc;

/** A heap's check of itself found something that must not be. The message says what and where. */
public final class HeapVerificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For the verifier. */
    public HeapVerificationException(String message) {
        super(message);
    }
}

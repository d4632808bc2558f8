package org.tospace.gc;

/**
 * The collector cannot go on: the heap is damaged or the operating system refused what it needs. Nothing more is collected, and
 * every safepoint of the heap throws this, so that a program ends with a sentence and not with wrong results.
 *
 * <p>Example:
 * {@snippet :
 * try {
 *     mutator.poll();
 * } catch (HeapFailureException e) {
 *     System.err.println(e.getMessage());              // for people; the heap can only be closed now
 *     mutator.close();
 *     heap.close();
 * }
 * }
 */
public final class HeapFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For the collector. */
    public HeapFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}

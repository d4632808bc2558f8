package org.tospace.gc;

/**
 * A heap's check of itself found something that must not be. The message says what and where, and how a root leads there, such as
 *
 * <pre>
 * slot 1 (tail) of pair at 0x7f2c00000030 holds 0x7f2c00000020, which is not the start of an object: 8 bytes into pair at 0x7f2c00000018. The path from a root:
 *   root stack of mutator 0, slot 0
 *   -&gt; pair at 0x7f2c00000000, slot 1 (tail)
 *   ... 1,024 more objects ...
 *   -&gt; pair at 0x7f2c00000030, slot 1 (tail)
 *   -&gt; 0x7f2c00000020
 * </pre>
 *
 * No path to it is shorter. The addresses are the mutators' and good until the next safepoint.
 *
 * <p>Example:
 * {@snippet :
 * try {
 *     heap.verify();
 * } catch (HeapVerificationException e) {
 *     throw new AssertionError("the heap is damaged: " + e.getMessage(), e);
 * }
 * }
 */
public final class HeapVerificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For the verifier. */
    public HeapVerificationException(String message) {
        super(message);
    }
}

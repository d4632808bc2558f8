package org.tospace.gc;

/**
 * What a successful check of a heap saw.
 *
 * @param roots root slots that hold references
 * @param objects reachable objects
 * @param bytes their bytes
 * @param references references between them
 */
public record VerificationResult(long roots, long objects, long bytes, long references) {
}

package org.tospace.gc;

/**
 * What a successful check of a heap saw.
 *
 * <p>Example:
 * {@snippet :
 * VerificationResult seen = heap.verify();
 * System.out.println(seen.objects() + " objects of " + seen.bytes() + " bytes, all reachable from " + seen.roots() + " roots");
 * }
 *
 * @param roots root slots that hold references
 * @param objects reachable objects
 * @param bytes their bytes
 * @param references references between them
 */
public record VerificationResult(long roots, long objects, long bytes, long references) {
}

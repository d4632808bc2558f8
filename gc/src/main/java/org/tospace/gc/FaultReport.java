package org.tospace.gc;

/**
 * What is known of an access that no page scan could make good.
 *
 * <p>Example:
 * {@snippet :
 * try {
 *     mutator.getSlot(ref, 0);
 * } catch (InternalError e) {                           // a stale reference, in a heap without checks and with barrier=trap
 *     FaultReport fault = heap.lastFault().orElseThrow(() -> e);
 *     throw new AssertionError(fault.description(), e);
 * }
 * }
 *
 * @param address the address that was accessed; -1 where the processor does not tell, for one of 2^47 and more
 * @param space where it lies, in words: {@code from-space}, {@code to-space, copies}, {@code to-space, new objects}, {@code to-space, large objects}, {@code null},
 *     {@code outside the heap}
 * @param collection the number of the last collection that had begun when it happened; 0 before the first
 * @param description all of it in a sentence, with the likely mistake
 */
public record FaultReport(long address, String space, long collection, String description) {
}

package org.tospace.gc;

/**
 * What is known of an access that no page scan could make good.
 *
 * @param address the address that was accessed
 * @param space where it lies, in words: {@code from-space}, {@code to-space, copies}, {@code to-space, new objects}, {@code null},
 *     {@code outside the heap}
 * @param collection the number of the last collection that had begun when it happened; 0 before the first
 * @param description all of it in a sentence, with the likely mistake
 */
public record FaultReport(long address, String space, long collection, String description) {
}

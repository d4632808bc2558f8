package org.tospace.gc;

/**
 * How long pauses of one kind were, by {@link HeapMXBean#getPauses}. Percentiles are at most 1/32 above the true ones, the rest is exact.
 *
 * <p>Example:
 * {@snippet :
 * for (PauseFigures pauses : management.getPauses()) {
 *     System.out.println(pauses.kind() + ": " + pauses.count() + ", the longest took " + pauses.maxNanos() / 1_000 + " us");
 * }
 * }
 *
 * @param kind {@code flip}, {@code trap}, {@code stall} or {@code assist}
 * @param count how many there were; all else is 0 when there were none
 */
public record PauseFigures(String kind, long count, long p50Nanos, long p99Nanos, long p999Nanos, long maxNanos, long totalNanos) {
}

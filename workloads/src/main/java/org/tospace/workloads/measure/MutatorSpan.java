package org.tospace.workloads.measure;

/**
 * The time that one mutator ran: attached at {@code startNanos}, detached at {@code endNanos}.
 *
 * @param mutator its number in the collector's events
 */
public record MutatorSpan(int mutator, long startNanos, long endNanos) {
    /** How long it ran. */
    public long nanos() {
        return endNanos - startNanos;
    }
}

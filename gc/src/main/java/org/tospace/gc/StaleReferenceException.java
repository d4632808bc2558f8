package org.tospace.gc;

/**
 * An access through a reference that does not name an object of to-space: kept across a safepoint without a root, or never one.
 *
 * <p>Example:
 * {@snippet :
 * long first = mutator.allocate(PAIR);
 * long second = mutator.allocate(PAIR);                // a safepoint
 * try {
 *     mutator.setSlot(second, 0, first);
 * } catch (StaleReferenceException e) {                // with stress=1: first is in from-space
 *     System.err.println(e.fault().space() + ": " + e.getMessage());
 * }
 * }
 */
public final class StaleReferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient FaultReport fault;

    StaleReferenceException(FaultReport fault) {
        super(fault.description());
        this.fault = fault;
    }

    /** What is known of the access. */
    public FaultReport fault() {
        return fault;
    }
}

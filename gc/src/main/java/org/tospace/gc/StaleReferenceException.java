package org.tospace.gc;

/** An access through a reference that does not name an object of to-space: kept across a safepoint without a root, or never one. */
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

package org.tospace.gc;

/**
 * An embedder's own table of roots, in Java arrays or fields: called at each flip to have its values brought up to date, and whenever the heap
 * is verified, counted or dumped, then several times. Everything that is visited is a root.
 *
 * <p><b>Threads.</b> Called by whichever thread flips, while every mutator is stopped or blocked. The table may be touched only by attached
 * threads that are not blocked; then every access is ordered with the visit.
 *
 * <p><b>Cost.</b> The flip lasts as long as the visit does: about a nanosecond for a value that is no reference, and up to a hundred for a
 * reference. For large tables use a {@link RootArray}, which is forwarded beside the mutators.
 *
 * <p><b>Failure.</b> A provider does nothing but visit its values. What it throws ends the heap's collections, because half of the
 * roots would be stale: every later safepoint throws {@link HeapFailureException}. A safepoint in it is such a failure.
 *
 * <p>Example: {@code heap.addRootProvider(visitor -> visitor.visit(constants, 0, constantCount));}
 */
@FunctionalInterface
public interface RootProvider {
    /** Passes every value of the table to the visitor, and keeps what the visitor gives back. */
    void visit(RootVisitor visitor);
}

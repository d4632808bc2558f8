package org.tospace.gc;

/**
 * A region in which a mutator's thread does not touch the heap; see {@link Mutator#blocked}. Ends when closed, by the same thread.
 *
 * <p>Example:
 * {@snippet :
 * String line;
 * try (Blocked _ = mutator.blocked()) {
 *     line = reader.readLine();                        // the heap may be collected meanwhile
 * }
 * roots.push(mutator.bytes().allocateUtf8(TEXT.tag(), line));
 * }
 */
public final class Blocked implements AutoCloseable {
    private final Mutator mutator;
    private boolean entered;

    Blocked(Mutator mutator) {
        this.mutator = mutator;
    }

    void enter() {
        entered = true;
        mutator.heap().rendezvous().block(mutator.port());
    }

    boolean isEntered() {
        return entered;
    }

    /**
     * Ends the region; waits while mutators are stopped.
     *
     * @throws HeapFailureException when the heap cannot be collected any more; the region has ended then too
     */
    @Override
    public void close() {
        if (entered) {
            mutator.leaveBlocked();
            entered = false;
            mutator.heap().collector().checkFailure();
        }
    }
}

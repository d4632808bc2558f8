package org.tospace.gc;

import org.tospace.gc.weak.Registrations;

/**
 * Objects that something is to be done for when they have died: a file to be closed, an entry to be removed elsewhere. Nothing is called: the embedder
 * polls the queue when and where it likes (guardians: Dybvig, Bruggeman and Eby 1993).
 *
 * <p>When a collection finds that a registered object is not reachable, it is brought back, with all that it names, and is queued; {@link #poll}
 * gives it out, once for each registration. Until then the queue keeps it alive. It may be registered again. Objects that die together are
 * queued together, in no order, also when one names the other.
 *
 * <p>Weak references are cleared first: to {@link WeakRoot}, {@link WeakCells}, {@link WeakTable} and {@link EphemeronTable} an object that only
 * finalization brings back is dead, as is all that is reachable through it only.
 *
 * <p>Any mutator of the heap, several too. No method is a safepoint; polling an empty queue costs a few nanoseconds.
 *
 * <p>Example:
 * {@snippet :
 * FinalizationQueue files = heap.newFinalizationQueue();
 * files.register(mutator, ref, descriptor);
 * while (files.poll(mutator) != 0) {
 *     close(files.tag(mutator));
 * }
 * }
 */
public final class FinalizationQueue implements AutoCloseable {
    private static final String WITHIN = "a FinalizationQueue's method";

    private final Heap heap;
    private final ReferenceEncoding encoding;
    private final Registrations registrations;

    FinalizationQueue(Heap heap, Registrations registrations) {
        this.heap = heap;
        this.encoding = heap.options().encoding();
        this.registrations = registrations;
    }

    /** Registers an object with the tag 0. */
    public void register(Mutator mutator, long ref) {
        register(mutator, ref, 0);
    }

    /**
     * Registers an object.
     *
     * @param tag a number of the embedder's own; no reference
     */
    public void register(Mutator mutator, long ref, long tag) {
        mutator.enter(heap, WITHIN);
        try {
            long value = encoding.value(ref);
            if (!encoding.isReference(value)) {
                throw new IllegalArgumentException("ref must be a reference: 0x" + Long.toHexString(ref));
            }
            if (heap.checks() != null) {
                heap.checks().checkValue(value);
            }
            synchronized (registrations) {
                registrations.register(value, tag);
            }
        } finally {
            mutator.leave();
        }
    }

    /**
     * Takes an object out of the queue: it lives on only if something else names it.
     *
     * @return its reference, or 0 when the queue is empty
     */
    public long poll(Mutator mutator) {
        mutator.enter(heap, WITHIN);
        try {
            synchronized (registrations) {
                long value = registrations.poll(mutator.reviver());
                if (value != 0) {
                    mutator.polledTag = registrations.polledTag();
                }
                return encoding.address(value);
            }
        } finally {
            mutator.leave();
        }
    }

    /** The tag of the object that this mutator polled last, from whichever queue. */
    public long tag(Mutator mutator) {
        mutator.checkOf(heap);
        return mutator.polledTag;
    }

    /** How many registered objects no collection has found dead yet. */
    public long registered() {
        synchronized (registrations) {
            return registrations.registered();
        }
    }

    /** How many objects wait to be polled. */
    public long queued() {
        synchronized (registrations) {
            return registrations.queued();
        }
    }

    /** Gives the queue up with all that is registered or waits in it. */
    @Override
    public void close() {
        registrations.close();
    }
}

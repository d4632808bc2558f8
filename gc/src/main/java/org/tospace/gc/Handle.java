package org.tospace.gc;

/**
 * A root with a name: what a native function written in Java holds instead of a reference. Follows its object wherever it moves, until its
 * {@link HandleScope} is closed. One small Java object, made with the handle; accesses make none.
 *
 * <p>Used by the mutator's thread only. Every method throws {@link IllegalStateException} when called by another, after the scope has been
 * closed, or when the handle's slot has been removed from the root stack by hand.
 *
 * <p>Example: {@code Handle list = scope.handle(value); mutator.allocate(PAIR); mutator.setSlot(list.ref(), 0, 0);}
 */
public final class Handle {
    /** Changes when the handle escapes. */
    private HandleScope scope;
    private int index;

    Handle(HandleScope scope, int index) {
        this.scope = scope;
        this.index = index;
    }

    /** The value. */
    public long get() {
        return scope.rootsWith(index).get(index);
    }

    /** Changes the value. */
    public void set(long value) {
        scope.rootsWith(index).set(index, value);
    }

    /**
     * The reference in the value, for the methods of {@link Mutator}; good until the next safepoint.
     *
     * @throws IllegalStateException also when the value is no reference
     */
    public long ref() {
        long value = get();
        ReferenceEncoding encoding = scope.encoding();
        if (!encoding.isReference(value)) {
            throw new IllegalStateException("the handle's value is no reference: 0x" + Long.toHexString(value));
        }
        return encoding.address(value);
    }

    HandleScope scope() {
        return scope;
    }

    int index() {
        return index;
    }

    void moveTo(HandleScope other, int slot) {
        scope = other;
        index = slot;
    }
}

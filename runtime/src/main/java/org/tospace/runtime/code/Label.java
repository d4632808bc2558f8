package org.tospace.runtime.code;

import java.util.ArrayList;
import java.util.List;

/** A position in code that jumps may name before it is known. Made and bound by the {@link Assembler} it belongs to. */
public final class Label {

    private static final int UNBOUND = -1;

    /** Where 32-bit distances stand that wait for this label. */
    private final List<Integer> waiting = new ArrayList<>();
    private int offset = UNBOUND;

    Label() {
    }

    /**
     * Whether the label stands somewhere yet.
     *
     * @return true once {@link Assembler#bind} has been called
     */
    public boolean isBound() {
        return offset != UNBOUND;
    }

    /**
     * Where the label stands.
     *
     * @return bytes from the start of the code
     * @throws IllegalStateException if it is not bound
     */
    public int offset() {
        if (!isBound()) {
            throw new IllegalStateException("the label is not bound");
        }
        return offset;
    }

    void bind(int where) {
        if (isBound()) {
            throw new IllegalStateException("the label is bound to offset " + offset + " already");
        }
        offset = where;
    }

    void await(int where) {
        waiting.add(where);
    }

    List<Integer> waiting() {
        return waiting;
    }
}

package org.tospace.workloads.lox.syntax;

/** What a declaration declares. */
public sealed interface Variable {
    /** A variable of a scope. */
    record InScope(Local local) implements Variable {
    }

    /**
     * A global variable.
     *
     * @param slot the static slot that holds it
     */
    record Global(String name, int slot) implements Variable {
    }
}

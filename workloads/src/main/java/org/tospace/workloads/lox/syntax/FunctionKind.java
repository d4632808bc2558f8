package org.tospace.workloads.lox.syntax;

/** What a function is. */
public enum FunctionKind {
    /** The top level. */
    SCRIPT,
    /** A function of its own. */
    FUNCTION,
    /** A method. */
    METHOD,
    /** The method {@code init}. */
    INITIALIZER;

    /** Whether there is a {@code this}. */
    public boolean hasSelf() {
        return this == METHOD || this == INITIALIZER;
    }
}

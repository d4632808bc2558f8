package org.tospace.workloads.lox.syntax;

/** What a binary expression does with two values. {@code a <= b} is {@code !(a > b)}, in the language's own words. */
public enum Operator {
    /** Numbers or strings. */
    ADD,
    /** Numbers. */
    SUBTRACT,
    /** Numbers. */
    MULTIPLY,
    /** Numbers. */
    DIVIDE,
    /** Anything. */
    EQUAL,
    /** Numbers. */
    GREATER,
    /** Numbers. */
    LESS
}

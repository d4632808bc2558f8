package org.tospace.workloads.lox.machine;

/**
 * What is known of a function that can be called.
 *
 * @param name as errors and {@code print} show it; empty for the script
 * @param arity how many arguments it takes
 */
public record Function(String name, int arity) {
    /** How a stack trace names it. */
    String inTrace() {
        return name.isEmpty() ? "script" : name + "()";
    }

    /** How {@code print} shows it. */
    String printed() {
        return name.isEmpty() ? "<script>" : "<fn " + name + ">";
    }
}

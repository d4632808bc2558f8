package org.tospace.workloads.lox;

/** How a script ended. */
public enum LoxResult {
    /** It ran to its end. */
    DONE(0),
    /** It is no program: the errors were told. */
    COMPILE_ERROR(65),
    /** It failed while it ran. */
    RUNTIME_ERROR(70);

    private final int exitCode;

    LoxResult(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a process that ran it, as of the book's interpreters. */
    public int exitCode() {
        return exitCode;
    }
}

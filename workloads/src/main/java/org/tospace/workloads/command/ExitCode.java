package org.tospace.workloads.command;

/** How a command ends. */
final class ExitCode {
    /** Done, and verified where there is something to verify. */
    static final int DONE = 0;
    /** The workload's own check failed, the heap was exhausted, or a file could not be written. */
    static final int FAILED = 1;
    /** The words of the command are wrong. */
    static final int USAGE = 2;

    private ExitCode() {
    }
}

package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.tospace.workloads.report.JsonReport;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file for results that is tried before anything is run, and where what is for people goes meanwhile. */
final class ResultTarget {
    private final CommandLine command;
    private final String name;
    private final JsonTarget target;

    /**
     * Opens it.
     *
     * @param name the value of --json; null for none
     * @throws ParameterException when it cannot be written
     */
    ResultTarget(CommandLine command, String name) {
        this.command = command;
        this.name = name;
        if (name != null && name.isEmpty()) {
            throw new ParameterException(command, "--json must name a file, or be '-' for standard output: ''");
        }
        try {
            target = JsonTarget.open(Optional.ofNullable(name), command.getOut());
        } catch (IOException e) {
            throw new ParameterException(command, "--json names a file that cannot be written, " + name + ": " + FailureText.reason(e), e);
        }
    }

    /** Where text for people goes. */
    PrintWriter people() {
        return target.isStandardOutput() ? command.getErr() : command.getOut();
    }

    /** Writes results; false, and a sentence on standard error, when that fails. */
    boolean write(Object results) {
        if (target.isNone()) {
            return true;
        }
        try {
            target.write(JsonReport.write(results));
            return true;
        } catch (IOException e) {
            command.getErr().println("tospace: The results could not be written to " + name + ": " + FailureText.reason(e) + ".");
            command.getErr().flush();
            return false;
        }
    }

    /** Takes a file away again that was made for results that never came. */
    void discard() {
        target.discard();
    }
}

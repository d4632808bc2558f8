package org.tospace.workloads;

import org.tospace.workloads.command.TospaceCommand;

/** Where the command line starts. */
public final class Main {
    private Main() {
    }

    /** Runs one command and ends the process with its exit code: 0 done, 1 failed, 2 the words of the command are wrong. */
    public static void main(String[] arguments) {
        System.exit(TospaceCommand.commandLine().execute(arguments));
    }
}

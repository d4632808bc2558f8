package org.tospace.workloads.command;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that teaches a shell to complete this command's words. */
@Command(name = "completion", description = "Print a completion script for bash and zsh.",
        footerHeading = "%nTo use it in the present shell:%n", footer = "  source <(tospace completion)")
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("tospace", spec.root().commandLine()));
        out.println();
        out.flush();
    }
}

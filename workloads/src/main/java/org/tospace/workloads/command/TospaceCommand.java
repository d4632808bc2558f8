package org.tospace.workloads.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine.ScopeType;
import org.tospace.runtime.linux.SystemCallException;

/** The command itself: it only has subcommands. */
@Command(name = "tospace", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, scope = ScopeType.INHERIT,
        description = "A garbage-collected object space for programs in Java, collected by page protection.",
        subcommands = {ListCommand.class, RunCommand.class, CompareCommand.class, SweepCommand.class, MinHeapCommand.class, ReportCommand.class,
            RecordingCostCommand.class, PrimitivesCommand.class, DoctorCommand.class, LoxCommand.class, LoxTestCommand.class, CompletionCommand.class,
            PlainCommand.class, CommandLine.HelpCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and verified where there is something to verify",
            "1:a workload's own check failed, the heap was exhausted, nothing could be compared, or a result could not be written",
            "2:the words of the command are wrong, or there is no JDK or Maven to start with"})
public final class TospaceCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private TospaceCommand() {
    }

    /** The command line, ready to be executed. It writes to the streams of the process unless told otherwise. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new TospaceCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((exception, arguments) -> explain(exception));
        line.setExecutionExceptionHandler((exception, command, result) -> report(exception, command));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    private static int explain(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        if (isUnknownCommand(exception)) {
            String word = ((UnmatchedArgumentException) exception).getUnmatched().getFirst();
            err.println("tospace: There is no command '" + word + "'. Did you mean '"
                    + NearestName.to(word, command.getSubcommands().keySet()) + "'?");
        } else {
            err.println("tospace: " + sentence(exception.getMessage()));
            UnmatchedArgumentException.printSuggestions(exception, err);
        }
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    private static boolean isUnknownCommand(ParameterException exception) {
        return exception instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
                && !exception.getCommandLine().getSubcommands().isEmpty();
    }

    private static int report(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        if (exception instanceof SystemCallException) {
            // A limit of the machine or of this process: its words say which.
            err.println("tospace: the system refuses what is needed: " + sentence(exception.getMessage()));
            err.flush();
            return ExitCode.FAILED;
        }
        if (exception instanceof UnsupportedOperationException && exception.getMessage() != null) {
            // This processor, or this kernel, does not have it: the words say what does.
            err.println("tospace: " + FailureText.inWordsOfCommandLine(exception.getMessage()));
            err.flush();
            return ExitCode.FAILED;
        }
        err.println("tospace: this should not happen; please report it with what follows.");
        exception.printStackTrace(err);
        err.flush();
        return ExitCode.FAILED;
    }

    static String sentence(String message) {
        return message.matches("(?s).*[.?!]\\s*") ? message : message + ".";
    }
}

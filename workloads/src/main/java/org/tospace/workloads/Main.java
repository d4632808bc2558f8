package org.tospace.workloads;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.tospace.gc.Barrier;
import org.tospace.gc.HeapOptions;
import org.tospace.workloads.command.TospaceCommand;
import org.tospace.workloads.lox.LoxHeap;
import org.tospace.workloads.lox.LoxProgram;

/** Where the command line starts. */
public final class Main {
    private Main() {
    }

    /** Runs one command and ends the process with its exit code: 0 done, 1 failed, 2 the words of the command are wrong. */
    public static void main(String[] arguments) throws IOException {
        // Where the default barrier is not available, the command line says so.
        boolean plainLox = isPlainLox(arguments) && Barrier.TRAP.problem().isEmpty();
        int exitCode = plainLox ? runLox(Path.of(arguments[1])) : TospaceCommand.commandLine().execute(arguments);
        // A Lox program leaves no thread behind; and the first exit sets up the JVM's logging, which takes 15 ms.
        if (exitCode != 0 || !plainLox) {
            System.exit(exitCode);
        }
    }

    /** A Lox program and no options: nothing there to be parsed, and a program that starts in half the time. */
    private static boolean isPlainLox(String[] arguments) {
        return arguments.length == 2 && arguments[0].equals("lox") && !arguments[1].startsWith("-") && !arguments[1].startsWith("@");
    }

    private static int runLox(Path script) throws IOException {
        HeapOptions options = HeapOptions.builder().heapBytes(LoxHeap.DEFAULT_BYTES).log(false).build();
        // Not System.out, which keeps errors to itself.
        return new LoxProgram(options, new FileOutputStream(FileDescriptor.out), System.err).run(script, false);
    }
}

package org.tospace.workloads.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tospace.workloads.lox.LoxHeap;
import org.tospace.workloads.lox.LoxProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a Lox program, or reads lines from a prompt and runs each. */
@Command(name = "lox", sortOptions = false, defaultValueProvider = HeapDefaults.class,
        description = "Run a program in Lox, the language of Crafting Interpreters; without a file, read lines and run each.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the program ran to its end", "2:the words of the command are wrong", "65:it has compile errors",
            "70:it ended with a runtime error", "74:the file cannot be read, or what is printed not be written"})
final class LoxCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The program.")
    private Path script;

    @Mixin
    private HeapArguments heap;

    @Mixin
    private LogArguments logs;

    @Option(names = "--stats", description = "When the program has ended, write the heap's figures to standard error.")
    private boolean stats;

    @Override
    public Integer call() throws IOException {
        // The streams of the process, not the command's writers: a program's text is bytes, and goes out as it came in; and System.out keeps errors to itself.
        OutputStream output = new FileOutputStream(FileDescriptor.out);
        LoxProgram program = new LoxProgram(heap.toHeapOptions(spec.commandLine(), LoxHeap.DEFAULT_BYTES), output, System.err)
                .observedBy(logs.open(spec.commandLine(), System.err));
        if (script != null) {
            return program.run(script, stats);
        }
        try (LoxPrompt prompt = LoxPrompt.open()) {
            return program.prompt(prompt, stats);
        }
    }
}

package org.tospace.workloads.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.tospace.gc.HeapOptions;
import org.tospace.workloads.lox.LoxHeap;
import org.tospace.workloads.lox.LoxThread;
import org.tospace.workloads.lox.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs Lox programs whose comments say what is expected of them. */
@Command(name = "lox-test", sortOptions = false, defaultValueProvider = HeapDefaults.class,
        description = "Run every .lox file below a folder, each in a heap of its own, and compare with what its comments expect: "
            + "'// expect: ', '// expect runtime error: ', '// Error', '// [line N] Error'; '// nontest' is no test.")
final class LoxTestCommand implements Callable<Integer> {
    /** A heap is opened for each program. */
    private static final long DEFAULT_HEAP_BYTES = 16 << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder.")
    private Path folder;

    @Mixin
    private HeapArguments heap;

    @Option(names = "--skip", paramLabel = "NAME", split = ",", defaultValue = "benchmark,scanning,expressions",
            description = "Names of folders to pass over, with commas between. Default: ${DEFAULT-VALUE}, what the book's own runner "
                + "passes over for its finished interpreters.")
    private List<String> skipped;

    @Override
    public Integer call() throws Exception {
        if (!Files.exists(folder)) {
            throw new ParameterException(spec.commandLine(), "DIR names nothing that exists: " + folder);
        }
        HeapOptions options = LoxHeap.with(heap.toHeapOptions(spec.commandLine(), DEFAULT_HEAP_BYTES));
        PrintWriter out = spec.commandLine().getOut();
        Suite suite = new Suite(options, Set.copyOf(new TreeSet<>(skipped)));
        Suite.Summary summary = LoxThread.call(() -> suite.run(suite.programs(folder), failure -> print(out, failure)));
        boolean isGood = summary.failed() == 0 && summary.passed() > 0;
        if (isGood) {
            out.println("All " + summary.passed() + " programs passed (" + summary.expectations() + " expectations).");
        } else if (summary.failed() == 0) {
            out.println("There are no programs in " + folder + ".");
        } else {
            out.println(summary.passed() + " programs passed, " + summary.failed() + " failed.");
        }
        out.flush();
        return isGood ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void print(PrintWriter out, Suite.Failure failure) {
        out.println("FAIL " + failure.program());
        failure.differences().forEach(difference -> out.println("     " + difference));
        out.flush();
    }
}

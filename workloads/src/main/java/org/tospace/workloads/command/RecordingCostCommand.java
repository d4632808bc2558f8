package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.tospace.workloads.recording.RecordingCost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what recording costs a run. */
@Command(name = "recording-cost", sortOptions = false, description = "Run a workload with nothing recorded, with trap records, with a GC log, an HdrHistogram log, the Flight "
        + "Recorder's events and all of them, in fresh processes and in turn; print how much longer each took than nothing recorded in the same round.",
        footer = {"", "Example: tospace recording-cost --rounds 15 -- gcbench --walk 32 --iterations 6"})
final class RecordingCostCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "11", description = "How often each runs. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Seed of the order within each round. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Parameters(paramLabel = "WORD", description = "After '--', a workload and its options, as for 'run'. Default: gcbench --walk 32 --iterations 6; the first "
            + "iteration does not count.")
    private List<String> words = List.of("gcbench", "--walk", "32", "--iterations", "6");

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be at least 1: " + rounds);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        out.println("run " + String.join(" ", words) + ": " + rounds + " rounds, seed " + seed);
        out.flush();
        out.print(new RecordingCost(words, rounds, seed).measure(line -> {
            err.println(line);
            err.flush();
        }));
        out.flush();
        return ExitCode.DONE;
    }
}

package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tospace.workloads.recording.RecordingCost;
import org.tospace.workloads.recording.RecordingException;
import org.tospace.workloads.report.HostFacts;
import org.tospace.workloads.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what recording costs a run. */
@Command(name = "recording-cost", sortOptions = false, description = "Run a workload with nothing recorded, with trap records, with a GC log, an HdrHistogram log, an empty "
        + "recording of the Flight Recorder, our events in it and all of them, in fresh processes and in turn; print how much longer each took than nothing recorded "
        + "in the same round.",
        footer = {"", "Example: tospace recording-cost --rounds 15 -- gcbench --walk 32 --warmup 10 --iterations 10"})
final class RecordingCostCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "11", description = "How often each runs. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Seed of the order within each round. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write all times and ratios as JSON to a file; with '-' to standard output, and the table to "
            + "standard error.")
    private String json;

    @Parameters(paramLabel = "WORD", description = "After '--', a workload and its options, as for 'run'. Default: gcbench --walk 32 --warmup 10 --iterations 10.")
    private List<String> words = List.of("gcbench", "--walk", "32", "--warmup", "10", "--iterations", "10");

    @Override
    public Integer call() throws IOException {
        WorkloadArguments.requireRange(spec.commandLine(), "--rounds", rounds, 1, MOST_ROUNDS);
        ResultTarget target = new ResultTarget(spec.commandLine(), json);
        RecordingCost cost = new RecordingCost(words, rounds, seed);
        String table;
        try {
            table = cost.measure(this::tell);
        } catch (RecordingException e) {
            target.discard();
            if (e.exitCode() == ExitCode.USAGE) {
                throw new ParameterException(spec.commandLine(), "'run " + String.join(" ", words) + "' cannot be run: " + e.getMessage(), e);
            }
            tell("tospace: " + e.getMessage());
            return ExitCode.FAILED;
        } catch (IOException | RuntimeException | Error e) {
            target.discard();
            throw e;
        }
        PrintWriter people = target.people();
        people.println("run " + String.join(" ", words) + ": " + rounds + (rounds == 1 ? " round" : " rounds") + ", seed " + seed);
        people.print(table);
        people.flush();
        return target.write(file(cost)) && !people.checkError() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private Map<String, Object> file(RecordingCost cost) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("schemaVersion", RunReport.SCHEMA_VERSION);
        file.put("kind", "recording-cost");
        file.put("command", CompareCommand.words(spec));
        file.put("run", String.join(" ", words));
        file.put("rounds", rounds);
        file.put("seed", seed);
        file.put("host", HostFacts.read());
        file.put("recorded", cost.figures());
        return file;
    }
}

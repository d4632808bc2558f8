package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tospace.workloads.recording.RecordingCost;
import org.tospace.workloads.report.HostFacts;
import org.tospace.workloads.report.RunReport;
import org.tospace.workloads.run.RunOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what recording costs a run. */
@Command(name = "recording-cost", sortOptions = false, description = "Run a workload with nothing recorded, with trap records, with a GC log, an HdrHistogram log, an empty "
        + "recording of the Flight Recorder, our events in it and all of them, in turn within this process, each time in a fresh heap; print how much longer each took "
        + "than the runs with nothing recorded just before and just after it. Nothing recorded is compared with itself as well, which shows the noise.",
        footer = {"", "Example: tospace recording-cost --rounds 15 -- gcbench --walk 32 --warmup 1 --iterations 3"})
final class RecordingCostCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "21", description = "How often each runs and counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--discard", paramLabel = "N", defaultValue = "3", description = "Rounds before those, which count in nothing: the JVM compiles, and starts its Flight "
            + "Recorder. Default: ${DEFAULT-VALUE}.")
    private int discarded;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Seed of the order within each round. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write all times and ratios as JSON to a file; with '-' to standard output, and the table to "
            + "standard error.")
    private String json;

    @Parameters(paramLabel = "WORD", description = "After '--', a workload and its options, as for 'run', but for those of logs and results; --warmup is 1 unless given. "
            + "Default: gcbench --walk 32 --warmup 1 --iterations 3.")
    private List<String> words = List.of("gcbench", "--walk", "32", "--warmup", "1", "--iterations", "3");

    @Override
    public Integer call() throws IOException {
        WorkloadArguments.requireRange(spec.commandLine(), "--rounds", rounds, 1, MOST_ROUNDS);
        WorkloadArguments.requireRange(spec.commandLine(), "--discard", discarded, 0, MOST_ROUNDS);
        try (RecordedRuns runs = new RecordedRuns(spec.commandLine(), words)) {
            ResultTarget target = new ResultTarget(spec.commandLine(), json);
            try {
                return measure(new RecordingCost(runs::run, discarded, rounds, seed), target);
            } catch (RuntimeException | Error e) {
                target.discard();
                throw e;
            }
        }
    }

    private int measure(RecordingCost cost, ResultTarget target) {
        Optional<RunOutcome> failed = cost.measure(this::tell);
        if (failed.isPresent()) {
            target.discard();
            tell("tospace: " + FailureText.of(failed.get().failure().orElseThrow(), failed.get().settings().heap()));
            return ExitCode.FAILED;
        }
        PrintWriter people = target.people();
        people.println("run " + String.join(" ", words) + ": " + rounds + (rounds == 1 ? " round" : " rounds") + " after " + discarded + " that count in nothing, seed "
                + seed);
        people.print(cost.table());
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
        file.put("discarded", discarded);
        file.put("seed", seed);
        file.put("host", HostFacts.read());
        file.put("recorded", cost.figures());
        return file;
    }
}

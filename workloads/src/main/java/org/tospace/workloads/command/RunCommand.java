package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tospace.gc.HeapOptions;
import org.tospace.workloads.report.JsonReport;
import org.tospace.workloads.report.RunReport;
import org.tospace.workloads.report.TableReport;
import org.tospace.workloads.run.HeapObserver;
import org.tospace.workloads.run.RunOutcome;
import org.tospace.workloads.run.RunSettings;
import org.tospace.workloads.run.WorkloadRunner;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.SizeRange;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;
import org.tospace.workloads.workload.Workloads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a workload and reports what was measured. */
@Command(name = "run", sortOptions = false, defaultValueProvider = HeapDefaults.class,
        description = "Run a workload, check its result, and report times and pauses.",
        footerHeading = "%nSizes are digits with an optional k, m or g: 16k, 64m, 2g.%n",
        footer = {"",
            "A flip stops all mutators; a trap, a stall and an assist hold up one. MMU is the smallest share of any window of that length "
                + "that a mutator had to itself; a flip counts from when the mutators were asked to stop."})
final class RunCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 256;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "WORKLOAD", completionCandidates = WorkloadNames.class,
            description = "One of ${COMPLETION-CANDIDATES}; 'tospace list' says what they do.")
    private String name;

    @Mixin
    private HeapArguments heap;

    @Mixin
    private LogArguments logs;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Mutators. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--size", paramLabel = "N", description = "Size of the problem; 'tospace list' says what it means to each workload.")
    private Long size;

    @Option(names = "--iterations", paramLabel = "N", defaultValue = "1",
            description = "Runs one after the other in the same heap; the workload warms up meanwhile. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Seed of all random choices. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write the results as JSON to a file; with '-' to standard output, and "
            + "everything for people to standard error.")
    private String json;

    @Option(names = "--walk", paramLabel = "N", description = "gcbench: for each N nodes allocated one random walk from root to leaf of the "
            + "long-lived tree, which swaps the last inner node's children. Whole walks after each tree. Default: none.")
    private Integer walk;

    @Option(names = "--preset", paramLabel = "NAME", completionCandidates = PresetNames.class,
            description = "gcbench: 'big' for a long-lived tree of depth 20, 4 million doubles, trees to "
            + "depth 20, as many as with a stretch tree of depth 22 but without it; heap 512m unless given.")
    private Preset preset;

    @Option(names = "--script", paramLabel = "FILE", description = "lox: the program to run.")
    private Path script;

    @Option(names = "--histogram", description = "Count the live objects by tag at the end of the run, while the mutators still hold them, or when it fails.")
    private boolean histogram;

    @Option(names = "--dump", paramLabel = "FILE", description = "Write the live objects to a new file at that time, in the format hprof: for VisualVM, "
            + "Eclipse MAT and others.")
    private String dump;

    @Override
    public Integer call() throws IOException {
        RunSettings settings = settings();
        FinalLook look = new FinalLook(histogram, dumpFile());
        JsonTarget target = openTarget();
        boolean toStandardOutput = target.isStandardOutput();
        PrintWriter people = toStandardOutput ? spec.commandLine().getErr() : spec.commandLine().getOut();
        HeapObserver observer = logs.open(spec.commandLine(), people);
        RunOutcome outcome;
        try (ProgressLine progress = ProgressLine.forTerminal(settings.workload().name(), settings.iterations())) {
            outcome = new WorkloadRunner(settings).observedBy(observer).run(line -> print(people, line), progress::iteration, look.inspector());
        } catch (RuntimeException | Error e) {
            target.discard();
            throw e;
        }
        people.print(TableReport.write(outcome));
        people.print(look.text());
        people.flush();
        boolean written = write(target, outcome) && !people.checkError() && look.failure().isEmpty();
        outcome.failure().ifPresent(failure -> complain(FailureText.of(failure, settings.heap())));
        look.failure().ifPresent(this::complain);
        return outcome.verified() && written ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void print(PrintWriter people, String line) {
        people.println(line);
        people.flush();
    }

    private void complain(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("tospace: " + sentence);
        err.flush();
    }

    private JsonTarget openTarget() {
        if (json != null && json.isEmpty()) {
            throw wrong("--json must name a file, or be '-' for standard output: ''");
        }
        try {
            return JsonTarget.open(Optional.ofNullable(json), spec.commandLine().getOut());
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--json names a file that cannot be written, " + json + ": "
                    + FailureText.reason(e), e);
        }
    }

    private Optional<Path> dumpFile() {
        if (dump == null) {
            return Optional.empty();
        }
        Path file = Path.of(dump);
        if (dump.isEmpty()) {
            throw wrong("--dump must name a file: ''");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw wrong("--dump names a file that exists already, and overwrites nothing: " + dump);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw wrong("--dump names a file that cannot be written, " + dump + ": its folder does not exist");
        }
        return Optional.of(file);
    }

    private boolean write(JsonTarget target, RunOutcome outcome) {
        if (target.isNone()) {
            return true;
        }
        try {
            target.write(JsonReport.write(RunReport.of(outcome)));
            return true;
        } catch (IOException e) {
            complain("The results could not be written to " + json + ": " + FailureText.reason(e) + ".");
            return false;
        }
    }

    private RunSettings settings() {
        Workload workload = Workloads.find(name).orElseThrow(() -> wrong("There is no workload '" + name + "'. Did you mean '"
                + NearestName.to(name, Workloads.names()) + "'? There are " + String.join(", ", Workloads.names())));
        requireOwnOption(workload, "--walk", walk);
        requireOwnOption(workload, "--preset", preset);
        requireOwnOption(workload, "--script", script);
        requireScript(workload);
        requireRange("--threads", threads, 1, MOST_THREADS);
        requireRange("--iterations", iterations, 1, Integer.MAX_VALUE);
        if (walk != null) {
            requireRange("--walk", walk, 1, Integer.MAX_VALUE);
        }
        Preset chosen = preset == null ? Preset.STANDARD : preset;
        SizeRange sizes = workload.size(chosen);
        long chosenSize = size == null ? sizes.usual() : size;
        if (!sizes.contains(chosenSize)) {
            throw wrong("--size of " + workload.name() + " (" + sizes.meaning() + ") must be from " + sizes.minimum() + " to "
                    + sizes.maximum() + ": " + chosenSize);
        }
        WorkloadParameters parameters = new WorkloadParameters(threads, chosenSize, seed, walk == null ? 0 : walk, chosen,
                Optional.ofNullable(script));
        HeapOptions options = workload.adapt(heap.toHeapOptions(spec.commandLine(), workload.defaultHeapBytes(parameters)));
        return new RunSettings(workload, parameters, options, iterations);
    }

    private void requireOwnOption(Workload workload, String option, Object value) {
        if (value != null && !workload.ownOptions().contains(option)) {
            throw wrong(option + " is not an option of " + workload.name());
        }
    }

    private void requireScript(Workload workload) {
        if (script == null && workload.ownOptions().contains("--script")) {
            throw wrong(workload.name() + " needs --script, the file to run");
        }
        if (script != null && !Files.isReadable(script)) {
            throw wrong("--script names a file that cannot be read: " + script);
        }
    }

    private void requireRange(String option, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw wrong(option + " must be from " + minimum + " to " + maximum + ": " + value);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The presets that are worth naming, for completion. */
    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(Preset.BIG.key()).iterator();
        }
    }

    /** The names of all workloads, for help and completion. */
    static final class WorkloadNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Workloads.names().iterator();
        }
    }
}

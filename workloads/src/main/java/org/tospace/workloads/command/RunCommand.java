package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tospace.workloads.report.JsonReport;
import org.tospace.workloads.report.RunReport;
import org.tospace.workloads.report.TableReport;
import org.tospace.workloads.run.HeapObserver;
import org.tospace.workloads.run.MeasuringSettings;
import org.tospace.workloads.run.RunOutcome;
import org.tospace.workloads.run.RunSettings;
import org.tospace.workloads.run.WorkloadRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a workload and reports what was measured. */
@Command(name = "run", sortOptions = false, defaultValueProvider = HeapDefaults.class,
        description = "Run a workload, check its result, and report times and pauses.",
        footerHeading = "%nSizes are digits with an optional k, m or g: 16k, 64m, 2g.%n",
        footer = {"",
            "A flip stops all mutators; a trap, a stall and an assist hold up one. MMU is the smallest share of any window of that length "
                + "that a mutator had to itself; a flip counts from when the mutators were asked to stop."})
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunArguments arguments;

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write the results as JSON to a file; with '-' to standard output, and "
            + "everything for people to standard error.")
    private String json;

    @Option(names = "--gaps", description = "Measure the gaps between the mutators' own steps as well, whoever caused them.")
    private boolean gaps;

    @Option(names = "--jvm-log", hidden = true, description = "The log that this JVM writes of itself; given by 'compare'.")
    private Path jvmLog;

    @Option(names = "--histogram", description = "Count the live objects by tag at the end of the run, while the mutators still hold them, or when it fails.")
    private boolean histogram;

    @Option(names = "--dump", paramLabel = "FILE", description = "Write the live objects to a new file at that time, in the format hprof: for VisualVM, "
            + "Eclipse MAT and others.")
    private String dump;

    @Override
    public Integer call() throws IOException {
        RunSettings settings = arguments.settings(spec.commandLine());
        FinalLook look = new FinalLook(histogram, dumpFile());
        JsonTarget target = openTarget();
        boolean toStandardOutput = target.isStandardOutput();
        PrintWriter people = toStandardOutput ? spec.commandLine().getErr() : spec.commandLine().getOut();
        HeapObserver observer = arguments.openLogs(spec.commandLine(), people);
        RunOutcome outcome;
        try (ProgressLine progress = ProgressLine.forTerminal(settings.workload().name(), settings.warmup() + settings.iterations())) {
            outcome = new WorkloadRunner(settings, measuring()).observedBy(observer)
                    .run(line -> print(people, line), progress::iteration, look.inspector());
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

    /** Times and pauses cost nothing; the rest is measured for those who ask. */
    private MeasuringSettings measuring() {
        return new MeasuringSettings(json != null || gaps, gaps, Optional.ofNullable(jvmLog));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tospace.workloads.plain.PlainWorkload;
import org.tospace.workloads.plain.PlainWorkloads;
import org.tospace.workloads.report.JsonReport;
import org.tospace.workloads.report.PlainReport;
import org.tospace.workloads.run.MeasuringSettings;
import org.tospace.workloads.run.PlainOutcome;
import org.tospace.workloads.run.PlainRunner;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a workload's twin on this JVM's own heap: what 'compare' starts in a process of its own. */
@Command(name = PlainCommand.NAME, hidden = true, description = "Run a workload on ordinary Java objects, in the heap of this JVM.")
public final class PlainCommand implements Callable<Integer> {
    /** The command's name. */
    public static final String NAME = "run-plain";

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkloadArguments work;

    @Option(names = "--variant", required = true, description = "What the run is called in its record.")
    private String variant;

    @Option(names = "--heap", converter = SizeConverter.class, defaultValue = "0", description = "What the record calls the heap's size.")
    private long heapBytes;

    @Option(names = "--gaps", description = "Measure the gaps between the threads' steps.")
    private boolean gaps;

    @Option(names = "--jvm-log", description = "The log that this JVM writes of itself.")
    private Path jvmLog;

    @Option(names = "--idle", defaultValue = "0", description = "Run nothing for so many milliseconds instead of the workload.")
    private long idleMillis;

    @Option(names = "--json", required = true, description = "Where the record goes.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        Workload workload = work.workload(spec.commandLine());
        WorkloadParameters parameters = work.parameters(spec.commandLine(), workload, Optional.empty());
        boolean isIdle = idleMillis > 0;
        PlainWorkload twin = isIdle ? PlainWorkloads.idle(idleMillis) : PlainWorkloads.find(workload.name()).orElseThrow(
                () -> new ParameterException(spec.commandLine(), workload.name() + " has no twin on ordinary Java objects"));
        PrintWriter out = spec.commandLine().getOut();
        int warmup = isIdle ? Math.min(1, work.warmup()) : work.warmup();
        PlainOutcome outcome = new PlainRunner(twin, parameters, warmup, isIdle ? 1 : work.iterations(),
                new MeasuringSettings(true, gaps, Optional.ofNullable(jvmLog))).run(out::println);
        Files.writeString(json, JsonReport.write(PlainReport.of(workload.name(), variant, heapBytes, parameters, warmup, outcome)));
        out.flush();
        return outcome.failure().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}

package org.tospace.workloads.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tospace.gc.HeapOptions;
import org.tospace.workloads.run.HeapObserver;
import org.tospace.workloads.run.RunSettings;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is to be run, in which heap, and what is written down meanwhile. */
final class RunArguments {
    @Mixin
    private WorkloadArguments work;

    @Mixin
    private HeapArguments heap;

    @Mixin
    private LogArguments logs;

    @Option(names = "--script", paramLabel = "FILE", description = "lox: the program to run.")
    private Path script;

    /**
     * What is to be run.
     *
     * @throws ParameterException when it cannot be
     */
    RunSettings settings(CommandLine command) {
        Workload workload = work.workload(command);
        WorkloadArguments.requireOwnOption(command, workload, "--script", script);
        requireScript(command, workload);
        WorkloadParameters parameters = work.parameters(command, workload, Optional.ofNullable(script));
        HeapOptions options = workload.adapt(heap.toHeapOptions(command, workload.defaultHeapBytes(parameters)));
        return new RunSettings(workload, parameters, options, work.warmup(), work.iterations());
    }

    /**
     * Opens the logs that were asked for.
     *
     * @param standard where a log goes that is to go to no file
     * @throws ParameterException when a file cannot be written
     */
    HeapObserver openLogs(CommandLine command, Appendable standard) {
        return logs.open(command, standard);
    }

    private void requireScript(CommandLine command, Workload workload) {
        if (script == null && workload.ownOptions().contains("--script")) {
            throw new ParameterException(command, workload.name() + " needs --script, the file to run");
        }
        if (script != null && !Files.isReadable(script)) {
            throw new ParameterException(command, "--script names a file that cannot be read: " + script);
        }
    }
}

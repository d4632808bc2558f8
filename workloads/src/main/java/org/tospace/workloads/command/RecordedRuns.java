package org.tospace.workloads.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tospace.workloads.recording.Recording;
import org.tospace.workloads.run.HeapObserver;
import org.tospace.workloads.run.RunOutcome;
import org.tospace.workloads.run.RunSettings;
import org.tospace.workloads.run.WorkloadRunner;
import org.tospace.workloads.workload.Progress;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The same words of {@code run} with each kind of record, to be run in this process again and again. What the logs are written to is gone when it is closed. */
final class RecordedRuns implements AutoCloseable {
    private final Path folder;
    private final Map<Recording, Run> runs = new EnumMap<>(Recording.class);

    /**
     * Reads the words, and runs nothing.
     *
     * @throws ParameterException when they cannot be run, or already say what is recorded
     */
    RecordedRuns(CommandLine command, List<String> words) throws IOException {
        folder = Files.createTempDirectory("tospace-recording");
        try {
            for (Recording recording : Recording.values()) {
                runs.put(recording, Run.of(words, recording, folder));
            }
        } catch (ParameterException e) {
            close();
            throw new ParameterException(command, "'run " + String.join(" ", words) + "' cannot be run: " + e.getMessage(), e);
        }
    }

    /** Runs once in a heap of its own. */
    RunOutcome run(Recording recording) {
        return runs.get(recording).run(recording);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private record Run(CommandLine line, RunArguments arguments, RunSettings settings) {
        static Run of(List<String> words, Recording recording, Path folder) {
            List<String> all = new ArrayList<>(words);
            all.addAll(recording.words(folder));
            RunArguments arguments = new RunArguments();
            CommandLine line = new CommandLine(arguments).setCaseInsensitiveEnumValuesAllowed(true).setDefaultValueProvider(new Defaults());
            line.parseArgs(all.toArray(String[]::new));
            return new Run(line, arguments, arguments.settings(line));
        }

        RunOutcome run(Recording recording) {
            HeapObserver observer = HeapObserver.all(List.of(arguments.openLogs(line, Writer.nullWriter()), recording.flightObserver()));
            return new WorkloadRunner(settings).observedBy(observer).run(_ -> { }, _ -> Progress.NONE);
        }
    }

    /** A fresh heap's memory is touched for the first time in the first iteration. */
    private static final class Defaults implements IDefaultValueProvider {
        private final HeapDefaults heap = new HeapDefaults();

        @Override
        public String defaultValue(ArgSpec argument) {
            boolean isWarmup = argument instanceof OptionSpec option && option.longestName().equals("--warmup");
            return isWarmup ? "1" : heap.defaultValue(argument);
        }
    }
}

package org.tospace.workloads.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.SizeRange;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;
import org.tospace.workloads.workload.Workloads;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which workload, and how much of it. */
final class WorkloadArguments {
    private static final int MOST_THREADS = 256;
    private static final int MOST_WARMUP = 1_000_000;

    @Parameters(index = "0", paramLabel = "WORKLOAD", completionCandidates = WorkloadNames.class,
            description = "One of ${COMPLETION-CANDIDATES}; 'tospace list' says what they do.")
    private String name;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Mutators. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--size", paramLabel = "N", description = "Size of the problem; 'tospace list' says what it means to each workload.")
    private Long size;

    @Option(names = "--warmup", paramLabel = "N", defaultValue = "0",
            description = "Runs before those that are measured, in the same heap: done and verified, but in no figure. Default: ${DEFAULT-VALUE}, so that what "
                + "the JVM does in its first seconds, interpreting and compiling, is in them.")
    private int warmup;

    @Option(names = "--iterations", paramLabel = "N", defaultValue = "1",
            description = "Runs that are measured, one after the other in the same heap; times are told for each of them. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Seed of all random choices. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--walk", paramLabel = "N", description = "gcbench: for each N nodes allocated one random walk from root to leaf of the "
            + "long-lived tree, which swaps the last inner node's children. Whole walks after each tree. Default: none.")
    private Integer walk;

    @Option(names = "--preset", paramLabel = "NAME", completionCandidates = PresetNames.class,
            description = "gcbench: 'big' for a long-lived tree of depth 20, 4 million doubles, trees to "
            + "depth 20, as many as with a stretch tree of depth 22 but without it; heap 512m unless given.")
    private Preset preset;

    /**
     * The workload of the name that was given.
     *
     * @throws ParameterException when there is none
     */
    Workload workload(CommandLine command) {
        return Workloads.find(name).orElseThrow(() -> new ParameterException(command, "There is no workload '" + name + "'. Did you mean '"
                + NearestName.to(name, Workloads.names()) + "'? There are " + String.join(", ", Workloads.names())));
    }

    /**
     * What is asked of the workload.
     *
     * @throws ParameterException when the workload cannot do it
     */
    WorkloadParameters parameters(CommandLine command, Workload workload, Optional<Path> script) {
        requireOwnOption(command, workload, "--walk", walk);
        requireOwnOption(command, workload, "--preset", preset);
        requireRange(command, "--threads", threads, 1, MOST_THREADS);
        requireRange(command, "--warmup", warmup, 0, MOST_WARMUP);
        requireRange(command, "--iterations", iterations, 1, Integer.MAX_VALUE);
        if (walk != null) {
            requireRange(command, "--walk", walk, 1, Integer.MAX_VALUE);
        }
        Preset chosen = preset == null ? Preset.STANDARD : preset;
        SizeRange sizes = workload.size(chosen);
        long chosenSize = size == null ? sizes.usual() : size;
        if (!sizes.contains(chosenSize)) {
            throw new ParameterException(command, "--size of " + workload.name() + " (" + sizes.meaning() + ") must be from "
                    + sizes.minimum() + " to " + sizes.maximum() + ": " + chosenSize);
        }
        return new WorkloadParameters(threads, chosenSize, seed, walk == null ? 0 : walk, chosen, script);
    }

    int warmup() {
        return warmup;
    }

    int iterations() {
        return iterations;
    }

    long seed() {
        return seed;
    }

    /** The same arguments as words for another process, the workload's name first. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of(name));
        words.addAll(options());
        return words;
    }

    /** The same options as words for another process. */
    List<String> options() {
        List<String> words = new ArrayList<>(List.of("--threads", String.valueOf(threads), "--warmup", String.valueOf(warmup), "--iterations", String.valueOf(iterations),
                "--seed", String.valueOf(seed)));
        if (size != null) {
            words.addAll(List.of("--size", size.toString()));
        }
        if (walk != null) {
            words.addAll(List.of("--walk", walk.toString()));
        }
        if (preset != null) {
            words.addAll(List.of("--preset", preset.key()));
        }
        return words;
    }

    static void requireOwnOption(CommandLine command, Workload workload, String option, Object value) {
        if (value != null && !workload.ownOptions().contains(option)) {
            throw new ParameterException(command, option + " is not an option of " + workload.name());
        }
    }

    static void requireRange(CommandLine command, String option, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new ParameterException(command, option + " must be from " + minimum + " to " + maximum + ": " + value);
        }
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

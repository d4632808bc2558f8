package org.tospace.workloads.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.tospace.gc.ByteSize;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.Protection;
import org.tospace.workloads.compare.Variant;
import org.tospace.workloads.plain.PlainWorkloads;
import org.tospace.workloads.workload.Workload;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the commands that start other processes have in common. */
final class ComparisonArguments {
    private static final long MOST_SECONDS = 86_400;

    @Option(names = "--with", paramLabel = "NAME", split = ",", completionCandidates = VariantNames.class,
            description = "The variants, of ${COMPLETION-CANDIDATES}; the others are compared with the first. zgc to parallel run the workload on "
                + "ordinary Java objects under that collector of the JVM.")
    private List<String> with = new ArrayList<>();

    @Option(names = "--page", paramLabel = "SIZE", converter = SizeConverter.class, description = "As with 'run'; for the object space only.")
    private Long pageBytes;

    @Option(names = "--protection", paramLabel = "NAME", converter = ProtectionConverter.class,
            completionCandidates = ProtectionConverter.Names.class, description = "As with 'run'; for the object space only.")
    private Protection protection;

    @Option(names = "--time-limit", paramLabel = "SECONDS", description = "How long one process may run before it is ended. "
            + "Default: 600; 'minheap': 20 times as long as the first run that worked, at least 20 s.")
    private Long limitSeconds;

    /**
     * The variants that were asked for.
     *
     * @param usual if none was; those that the workload cannot run under are left out
     */
    List<Variant> variants(CommandLine command, Workload workload, List<Variant> usual) {
        boolean hasTwin = PlainWorkloads.find(workload.name()).isPresent();
        if (with.isEmpty()) {
            return usual.stream().filter(variant -> hasTwin || !variant.isPlain()).toList();
        }
        LinkedHashSet<Variant> variants = new LinkedHashSet<>();
        for (String word : with) {
            Variant variant = Variant.find(word.strip()).orElseThrow(() -> new ParameterException(command, "--with names no variant: '" + word
                    + "'. Did you mean '" + NearestName.to(word, Variant.keys()) + "'? There are " + String.join(", ", Variant.keys())));
            if (variant.isPlain() && !hasTwin) {
                throw new ParameterException(command, "--with " + variant.key() + " needs a version of the workload on ordinary Java objects, and "
                        + workload.name() + " has none; " + String.join(", ", PlainWorkloads.names()) + " have one");
            }
            variants.add(variant);
        }
        return List.copyOf(variants);
    }

    /** The limit, or this one if none was given. */
    Duration limit(CommandLine command, long usualSeconds) {
        if (limitSeconds != null) {
            WorkloadArguments.requireRange(command, "--time-limit", limitSeconds, 1, MOST_SECONDS);
        }
        return Duration.ofSeconds(limitSeconds == null ? usualSeconds : limitSeconds);
    }

    /** The limit, if one was given. */
    Optional<Duration> fixedLimit(CommandLine command) {
        return limitSeconds == null ? Optional.empty() : Optional.of(limit(command, limitSeconds));
    }

    /** Options of the object space as words for another process, tried out with a heap of this size. */
    List<String> heapOptions(CommandLine command, long heapBytes) {
        List<String> words = new ArrayList<>();
        HeapOptions.Builder builder = HeapOptions.builder().heapBytes(heapBytes);
        if (pageBytes != null) {
            words.addAll(List.of("--page", pageBytes.toString()));
            builder.pageBytes(pageBytes);
        }
        if (protection != null) {
            words.addAll(List.of("--protection", protection.key()));
            builder.protection(protection);
        }
        try {
            builder.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--" + e.getMessage(), e);
        }
        return words;
    }

    static void requireHeap(CommandLine command, String option, long bytes) {
        if (bytes < HeapOptions.MINIMUM_HEAP_BYTES) {
            throw new ParameterException(command, option + " must be at least " + ByteSize.format(HeapOptions.MINIMUM_HEAP_BYTES) + ": "
                    + ByteSize.format(bytes));
        }
    }

    /** The names of all variants, for help and completion. */
    static final class VariantNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Variant.keys().iterator();
        }
    }
}

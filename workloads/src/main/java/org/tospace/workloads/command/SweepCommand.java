package org.tospace.workloads.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.tospace.gc.ByteSize;
import org.tospace.workloads.compare.Child;
import org.tospace.workloads.compare.ChildCommand;
import org.tospace.workloads.compare.Experiment;
import org.tospace.workloads.compare.Group;
import org.tospace.workloads.compare.HeapSearch;
import org.tospace.workloads.compare.LongestEvents;
import org.tospace.workloads.compare.Plan;
import org.tospace.workloads.compare.ResultFile;
import org.tospace.workloads.compare.SweepTable;
import org.tospace.workloads.compare.Variant;
import org.tospace.workloads.report.PauseEvents;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a workload in heaps of several sizes. */
@Command(name = "sweep", sortOptions = false,
        description = "Run a workload in heaps of several sizes, each in fresh processes: time and pauses as the heap grows.",
        footer = {"",
            "Multiples are of the smallest heap that works under the first variant, which is searched first (see 'tospace minheap'); all variants have "
                + "the same sizes."})
final class SweepCommand implements Callable<Integer> {
    private static final long LIMIT_SECONDS = 600;
    private static final int MOST_INVOCATIONS = 50;

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkloadArguments work;

    @Mixin
    private ComparisonArguments arguments;

    @Option(names = "--heaps", paramLabel = "SIZE", split = ",", converter = HeapStepConverter.class, defaultValue = "1.5x,2x,3x,5x",
            description = "Sizes, or multiples of the smallest heap that works: 64m,128m or 1.5x,3x. Default: ${DEFAULT-VALUE}.")
    private List<HeapStep> heaps;

    @Option(names = "--invocations", paramLabel = "N", defaultValue = "5",
            description = "Fresh processes for each variant and size; their order is shuffled by --seed. Default: ${DEFAULT-VALUE}.")
    private int invocations;

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write every run and a summary as JSON to a file, for 'tospace report'; with '-' to "
            + "standard output, and everything for people to standard error.")
    private String json;

    @Option(names = "--events", paramLabel = "N", defaultValue = "20000", description = "How many pauses and gaps of each run the JSON has one by one, the longest; "
            + "sums and distributions are of all. Default: ${DEFAULT-VALUE}, and no more.")
    private int events;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        Workload workload = work.workload(command);
        WorkloadParameters parameters = work.parameters(command, workload, Optional.empty());
        WorkloadArguments.requireRange(command, "--invocations", invocations, 1, MOST_INVOCATIONS);
        WorkloadArguments.requireRange(command, "--events", events, 0, PauseEvents.MOST);
        List<Variant> variants = arguments.variants(command, workload, List.of(Variant.TRAP));
        if (variants.contains(Variant.IDLE)) {
            throw new ParameterException(command, "--with must not name idle: it needs no heap");
        }
        long usual = workload.defaultHeapBytes(parameters);
        for (HeapStep step : heaps) {
            if (!step.isMultiple()) {
                ComparisonArguments.requireHeap(command, "--heaps", step.bytesOf(0));
            }
        }
        Duration limit = arguments.limit(command, LIMIT_SECONDS);
        Child child = new Child(new ChildCommand(work.words(), arguments.heapOptions(command, usual), true), workload.name(), limit);
        ResultTarget target = new ResultTarget(command, json);
        try (ProgressLine progress = ProgressLine.forTerminal(workload.name(), 1)) {
            OptionalLong minimum = minimum(child, workload, variants.getFirst(), usual, progress, target);
            if (minimum.isEmpty()) {
                target.discard();
                return ExitCode.FAILED;
            }
            List<Long> sizes = heaps.stream().map(step -> step.bytesOf(minimum.getAsLong())).distinct().sorted().toList();
            return sweep(new Plan(variants.getFirst(), variants, sizes, work.warmup(), work.iterations(), invocations, work.seed()), workload, child, progress, target);
        } catch (RuntimeException | Error e) {
            target.discard();
            throw e;
        }
    }

    /** The smallest heap that works, if a multiple of it is asked for; 0 if not. */
    private OptionalLong minimum(Child child, Workload workload, Variant reference, long start, ProgressLine progress, ResultTarget target) {
        if (heaps.stream().noneMatch(HeapStep::isMultiple)) {
            return OptionalLong.of(0);
        }
        HeapSearch.Result result = MinHeapCommand.search(child, reference, start, arguments.fixedLimit(spec.commandLine()), progress);
        MinHeapCommand.print(target.people(), workload, List.of(result));
        target.people().println();
        return result.found().map(found -> OptionalLong.of(found.bytes())).orElseGet(OptionalLong::empty);
    }

    private int sweep(Plan plan, Workload workload, Child child, ProgressLine progress, ResultTarget target) {
        PrintWriter people = target.people();
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Experiment experiment = Experiment.of(plan.variants(), plan.heaps(), plan.invocations(), plan.seed());
        List<ObjectNode> runs = experiment.run((trial, idleMillis) -> LongestEvents.keep(child.run(trial, idleMillis), events), which -> progress.show(workload.name() + " " + which));
        List<Group> groups = Group.of(experiment.trials(), runs).stream().sorted(Comparator.comparingLong(Group::heapBytes)
                .thenComparingInt(group -> plan.variants().indexOf(group.variant()))).toList();
        people.printf("%s in %s, %d fresh processes each, %s%n%n", workload.name(),
                String.join(", ", plan.heaps().stream().map(ByteSize::describe).toList()), plan.invocations(), String.join(" ", work.options()));
        people.print(SweepTable.write(plan, groups));
        people.flush();
        boolean written = target.write(ResultFile.of("sweep", workload.name(), plan, CompareCommand.words(spec), startedAt, runs, groups));
        boolean anyDone = groups.stream().anyMatch(group -> !group.runs().isEmpty());
        return written && anyDone && !people.checkError() ? ExitCode.DONE : ExitCode.FAILED;
    }
}

package org.tospace.workloads.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tospace.gc.ByteSize;
import org.tospace.workloads.compare.Child;
import org.tospace.workloads.compare.ChildCommand;
import org.tospace.workloads.compare.ComparisonTable;
import org.tospace.workloads.compare.Experiment;
import org.tospace.workloads.compare.Group;
import org.tospace.workloads.compare.LongestEvents;
import org.tospace.workloads.compare.Plan;
import org.tospace.workloads.compare.ResultFile;
import org.tospace.workloads.compare.Variant;
import org.tospace.workloads.report.HostFacts;
import org.tospace.workloads.report.PauseEvents;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a workload under several collectors and compares them. */
@Command(name = "compare", sortOptions = false,
        description = "Run a workload under several collectors, each in fresh processes, and compare times, memory, pauses and gaps.",
        footerHeading = "%nSizes are digits with an optional k, m or g: 16k, 64m, 2g.%n",
        footer = {"",
            "Every variant has the same heap size: the object space both its halves, a JVM's heap all there is (-Xms = -Xmx). Gaps are the mutators' own view: "
                + "the times between their steps, whoever caused them; 'idle' shows the machine's own. docs/measuring.md tells how each figure is taken."})
final class CompareCommand implements Callable<Integer> {
    private static final long LIMIT_SECONDS = 600;
    private static final int MOST_INVOCATIONS = 50;

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkloadArguments work;

    @Mixin
    private ComparisonArguments arguments;

    @Option(names = "--heap", paramLabel = "SIZE", converter = SizeConverter.class,
            description = "Size of each variant's heap. Default: the workload's; see 'tospace list'.")
    private Long heapBytes;

    @Option(names = "--invocations", paramLabel = "N", defaultValue = "5",
            description = "Fresh processes for each variant; their order is shuffled by --seed. Default: ${DEFAULT-VALUE}.")
    private int invocations;

    @Option(names = "--no-control", description = "Leave out the control, 'idle', which is added unless it is named.")
    private boolean noControl;

    @Option(names = "--no-gaps", description = "Do not measure gaps, which costs some per cent of the time.")
    private boolean noGaps;

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
        long bytes = heapBytes == null ? workload.defaultHeapBytes(parameters) : heapBytes;
        ComparisonArguments.requireHeap(command, "--heap", bytes);
        WorkloadArguments.requireRange(command, "--invocations", invocations, 1, MOST_INVOCATIONS);
        WorkloadArguments.requireRange(command, "--events", events, 0, PauseEvents.MOST);
        List<Variant> variants = variants(workload);
        Plan plan = new Plan(variants.getFirst(), variants, List.of(bytes), work.warmup(), work.iterations(), invocations, work.seed());
        Duration limit = arguments.limit(command, LIMIT_SECONDS);
        ChildCommand child = new ChildCommand(work.words(), arguments.heapOptions(command, bytes), !noGaps);
        ResultTarget target = new ResultTarget(command, json);
        return compare(plan, workload, new Child(child, workload.name(), limit), target);
    }

    private List<Variant> variants(Workload workload) {
        List<Variant> variants = new ArrayList<>(arguments.variants(spec.commandLine(), workload, List.of(Variant.values())));
        if (noControl || noGaps) {
            variants.remove(Variant.IDLE);
        } else if (!variants.contains(Variant.IDLE)) {
            variants.add(Variant.IDLE);
        }
        if (variants.stream().allMatch(variant -> variant == Variant.IDLE)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--with must name something to compare besides the control: idle");
        }
        if (variants.getFirst() == Variant.IDLE) {
            variants.addLast(variants.removeFirst());
        }
        return variants;
    }

    private int compare(Plan plan, Workload workload, Child child, ResultTarget target) {
        PrintWriter people = target.people();
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Experiment experiment = Experiment.of(plan.variants(), plan.heaps(), plan.invocations(), plan.seed());
        heading(people, plan, workload);
        List<ObjectNode> runs;
        try (ProgressLine progress = ProgressLine.forTerminal(workload.name(), 1)) {
            runs = experiment.run((trial, idleMillis) -> LongestEvents.keep(child.run(trial, idleMillis), events), which -> progress.show(workload.name() + " " + which));
        } catch (RuntimeException | Error e) {
            target.discard();
            throw e;
        }
        List<Group> groups = Group.of(experiment.trials(), runs).stream()
                .sorted(Comparator.comparingInt(group -> plan.variants().indexOf(group.variant()))).toList();
        people.print(ComparisonTable.write(plan, groups));
        people.flush();
        boolean written = target.write(ResultFile.of("comparison", workload.name(), plan, words(spec), startedAt, runs, groups));
        boolean anyDone = groups.stream().anyMatch(group -> group.variant() != Variant.IDLE && !group.runs().isEmpty());
        return written && anyDone && !people.checkError() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void heading(PrintWriter people, Plan plan, Workload workload) {
        HostFacts host = HostFacts.read();
        people.printf("%s, heap %s, %s%n", workload.name(), ByteSize.format(plan.heaps().getFirst()), String.join(" ", work.options()));
        people.printf("%s, %d processors, %s, %s%n%n", host.cpu(), host.cores(), host.kernel(), host.jdk());
        people.flush();
    }

    /** The words that were given. */
    static String words(CommandSpec spec) {
        return "tospace " + String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs().stream()
                .map(word -> word.contains(" ") ? "'" + word + "'" : word).toList());
    }
}

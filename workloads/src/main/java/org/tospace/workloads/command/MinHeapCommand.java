package org.tospace.workloads.command;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tospace.gc.ByteSize;
import org.tospace.workloads.compare.Child;
import org.tospace.workloads.compare.ChildCommand;
import org.tospace.workloads.compare.HeapSearch;
import org.tospace.workloads.compare.MinimumHeap;
import org.tospace.workloads.compare.Variant;
import org.tospace.workloads.report.HostFacts;
import org.tospace.workloads.report.RunReport;
import org.tospace.workloads.workload.Workload;
import org.tospace.workloads.workload.WorkloadParameters;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds the smallest heap that a workload works in. */
@Command(name = "minheap", sortOptions = false,
        description = "Find the smallest heap that a workload works in, by bisection, each size in a fresh process.",
        footer = {"",
            "A size works when the workload is done and verified within the time limit, three times in a row for the size that is printed. "
                + "The object space's heap is both its halves."})
final class MinHeapCommand implements Callable<Integer> {
    private static final long FIRST_LIMIT_SECONDS = 600;

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkloadArguments work;

    @Mixin
    private ComparisonArguments arguments;

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write what was found as JSON to a file; with '-' to standard output.")
    private String json;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        Workload workload = work.workload(command);
        WorkloadParameters parameters = work.parameters(command, workload, Optional.empty());
        long start = workload.defaultHeapBytes(parameters);
        List<Variant> variants = arguments.variants(command, workload, List.of(Variant.TRAP));
        if (variants.contains(Variant.IDLE)) {
            throw new ParameterException(command, "--with must not name idle: it needs no heap");
        }
        Optional<Duration> limit = arguments.fixedLimit(command);
        Child child = new Child(new ChildCommand(work.words(), arguments.heapOptions(command, start), false), workload.name(),
                Duration.ofSeconds(FIRST_LIMIT_SECONDS));
        ResultTarget target = new ResultTarget(command, json);
        List<HeapSearch.Result> results;
        try (ProgressLine progress = ProgressLine.forTerminal(workload.name(), 1)) {
            results = variants.stream().map(variant -> search(child, variant, start, limit, progress)).toList();
        } catch (RuntimeException | Error e) {
            target.discard();
            throw e;
        }
        print(target.people(), workload, results);
        boolean written = target.write(file(workload, results));
        return written && results.stream().anyMatch(result -> result.found().isPresent()) ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** The search for one variant; no heap larger than the machine's memory is tried. */
    static HeapSearch.Result search(Child child, Variant variant, long startBytes, Optional<Duration> limit, ProgressLine progress) {
        return new HeapSearch((trial, mostTime) -> child.run(trial, 0, mostTime), Duration.ofSeconds(FIRST_LIMIT_SECONDS), limit,
                progress::show).search(variant, startBytes, Math.max(startBytes, memoryBytes()));
    }

    private static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize() : Long.MAX_VALUE / 4;
    }

    static void print(PrintWriter people, Workload workload, List<HeapSearch.Result> results) {
        people.printf(Locale.ROOT, "smallest heap for %s, to %.0f %% or one step, whichever is more%n%n", workload.name(),
                100 * HeapSearch.PRECISION);
        for (HeapSearch.Result result : results) {
            people.printf(Locale.ROOT, "  %-10s  %s%n", result.variant().key(), result.found().map(found -> describe(found, result))
                    .orElseGet(() -> "none works: " + result.lastFailure()));
        }
        people.flush();
    }

    private static String describe(MinimumHeap.Found found, HeapSearch.Result result) {
        return String.format(Locale.ROOT, "%10s   (%s; steps of %s, %d processes)", ByteSize.describe(found.bytes()),
                found.failedBytes() == 0 ? "nothing smaller was tried" : ByteSize.describe(found.failedBytes()) + " fails",
                ByteSize.format(result.unitBytes()), result.tries());
    }

    private Map<String, Object> file(Workload workload, List<HeapSearch.Result> results) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("schemaVersion", RunReport.SCHEMA_VERSION);
        file.put("kind", "minheap");
        file.put("workload", workload.name());
        file.put("options", work.options());
        file.put("precision", HeapSearch.PRECISION);
        file.put("host", HostFacts.read());
        List<Map<String, Object>> found = new ArrayList<>();
        for (HeapSearch.Result result : results) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("variant", result.variant().key());
            result.found().ifPresentOrElse(heap -> {
                each.put("heapBytes", heap.bytes());
                each.put("failedBytes", heap.failedBytes());
            }, () -> each.put("failure", result.lastFailure()));
            each.put("stepBytes", result.unitBytes());
            each.put("processes", result.tries());
            found.add(each);
        }
        file.put("results", found);
        return file;
    }
}

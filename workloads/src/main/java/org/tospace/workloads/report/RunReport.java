package org.tospace.workloads.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.HeapStatistics;
import org.tospace.workloads.measure.JvmLog;
import org.tospace.workloads.measure.PauseKind;
import org.tospace.workloads.measure.PauseLog;
import org.tospace.workloads.measure.PauseSummary;
import org.tospace.workloads.run.Iteration;
import org.tospace.workloads.run.RunOutcome;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.WorkloadParameters;

/**
 * A run as JSON has it: the names of the components are the keys. What the run was asked for is all there, so that it can be repeated;
 * how many iterations that is, the list of them tells.
 *
 * @param heapBytes the whole object space, both halves
 * @param walk nodes allocated for each walk of old objects; null without walks
 * @param preset the preset's name; null when it is the standard one
 * @param warmup how many iterations went before those that count
 * @param stress a collection began at every so many allocations; 0 for none
 * @param verify when the heap checked itself, as in option strings
 * @param options all options of the heap, as {@link HeapOptions#parse} reads them
 * @param wallNanos of all iterations that count
 * @param iterationNanos of the one in the middle
 * @param measured what every run has, its members beside these
 * @param failure why the run ended early, in short; null when it is done
 * @param mmu minimum mutator utilisation, from 0 to 1, by the length of the window in milliseconds
 */
@JsonPropertyOrder({"schemaVersion", "kind", "workload", "verified", "barrier", "heapBytes", "pageBytes", "threads", "seed", "size", "walk",
    "preset", "warmup", "stress", "verify", "background", "options", "wallNanos", "iterationNanos", "measured", "collections", "bytesAllocated", "bytesCopied", "pagesScanned",
    "pauses", "iterations", "mmu", "host", "failure"})
public record RunReport(int schemaVersion, String kind, String workload, boolean verified, String barrier, long heapBytes, long pageBytes,
        int threads, long seed, long size, Integer walk, String preset, int warmup, long stress, String verify, boolean background, String options,
        long wallNanos, long iterationNanos, @JsonUnwrapped MeasuredReport measured, long collections, long bytesAllocated, long bytesCopied, PagesScanned pagesScanned, Pauses pauses,
        List<Iteration> iterations, Map<Integer, Double> mmu, HostFacts host,
        @JsonInclude(JsonInclude.Include.NON_NULL) String failure) {
    /** The version of this form. */
    public static final int SCHEMA_VERSION = 2;
    /** What tells a run from a comparison. */
    public static final String KIND = "run";

    /** Pages by who scanned them: a mutator that met one, the background collector, a mutator as the price of an allocation. */
    @JsonPropertyOrder({"byTrap", "byCollector", "byAssist"})
    public record PagesScanned(long byTrap, long byCollector, long byAssist) {
    }

    /** Pauses by kind; those of the JVM that it all runs in are null where nobody asked for them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"flip", "trap", "stall", "assist", "jvm"})
    public record Pauses(PauseSummary flip, PauseSummary trap, PauseSummary stall, PauseSummary assist, PauseSummary jvm) {
    }

    /** The report of a run on this machine. */
    public static RunReport of(RunOutcome outcome) {
        HeapOptions heap = outcome.settings().heap();
        WorkloadParameters parameters = outcome.settings().parameters();
        HeapStatistics statistics = outcome.statistics();
        Map<PauseKind, PauseSummary> pauses = outcome.pauses();
        return new RunReport(
                SCHEMA_VERSION,
                KIND,
                outcome.settings().workload().name(),
                outcome.verified(),
                heap.barrier().key(),
                heap.heapBytes(),
                heap.pageBytes(),
                parameters.threads(),
                parameters.seed(),
                parameters.size(),
                parameters.walkNodes() == 0 ? null : parameters.walkNodes(),
                parameters.preset() == Preset.STANDARD ? null : parameters.preset().key(),
                outcome.settings().warmup(),
                heap.stress(),
                heap.verification().key(),
                heap.background(),
                heap.toString(),
                outcome.wallNanos(),
                outcome.iterationNanos(),
                MeasuredReport.of(heap.barrier().key(), outcome.measured(), logs(outcome), outcome.recorder().heap()),
                statistics.collections(),
                statistics.bytesAllocated(),
                statistics.bytesCopied(),
                new PagesScanned(statistics.pagesByTrap(), statistics.pagesByCollector(), statistics.pagesByAssist()),
                new Pauses(pauses.get(PauseKind.FLIP), pauses.get(PauseKind.TRAP), pauses.get(PauseKind.STALL),
                        pauses.get(PauseKind.ASSIST), outcome.measured().jvm().map(JvmLog::pauses).map(PauseSummary::of).orElse(null)),
                outcome.iterations(),
                outcome.minimumUtilisation(),
                HostFacts.read(),
                outcome.failure().map(Throwable::getMessage).orElse(null));
    }

    private static Map<String, List<PauseLog>> logs(RunOutcome outcome) {
        Map<String, List<PauseLog>> logs = new LinkedHashMap<>();
        for (PauseKind kind : PauseKind.values()) {
            logs.put(kind.key(), List.of(outcome.recorder().pauses(kind)));
        }
        outcome.measured().jvm().ifPresent(jvm -> logs.put("jvm", List.of(jvm.pauses())));
        return logs;
    }
}

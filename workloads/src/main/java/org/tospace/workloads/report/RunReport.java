package org.tospace.workloads.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.HeapStatistics;
import org.tospace.workloads.measure.PauseKind;
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
 * @param stress a collection began at every so many allocations; 0 for none
 * @param verify when the heap checked itself, as in option strings
 * @param options all options of the heap, as {@link HeapOptions#parse} reads them
 * @param wallNanos of all iterations
 * @param mmu minimum mutator utilisation, from 0 to 1, by the length of the window in milliseconds
 */
@JsonPropertyOrder({"schemaVersion", "workload", "verified", "barrier", "heapBytes", "pageBytes", "threads", "seed", "size", "walk",
    "preset", "stress", "verify", "background", "options", "wallNanos", "collections", "bytesAllocated", "bytesCopied", "pagesScanned",
    "pauses", "iterations", "mmu", "host"})
public record RunReport(int schemaVersion, String workload, boolean verified, String barrier, long heapBytes, long pageBytes,
        int threads, long seed, long size, Integer walk, String preset, long stress, String verify, boolean background, String options,
        long wallNanos, long collections, long bytesAllocated, long bytesCopied, PagesScanned pagesScanned, Pauses pauses,
        List<Iteration> iterations, Map<Integer, Double> mmu, HostFacts host) {
    /** The version of this form. */
    public static final int SCHEMA_VERSION = 1;

    /** Pages by who scanned them: a mutator that met one, the background collector, a mutator as the price of an allocation. */
    @JsonPropertyOrder({"byTrap", "byCollector", "byAssist"})
    public record PagesScanned(long byTrap, long byCollector, long byAssist) {
    }

    /** Pauses by kind. */
    @JsonPropertyOrder({"flip", "trap", "stall", "assist"})
    public record Pauses(PauseSummary flip, PauseSummary trap, PauseSummary stall, PauseSummary assist) {
    }

    /** The report of a run on this machine. */
    public static RunReport of(RunOutcome outcome) {
        HeapOptions heap = outcome.settings().heap();
        WorkloadParameters parameters = outcome.settings().parameters();
        HeapStatistics statistics = outcome.statistics();
        Map<PauseKind, PauseSummary> pauses = outcome.pauses();
        return new RunReport(
                SCHEMA_VERSION,
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
                heap.stress(),
                heap.verification().key(),
                heap.background(),
                heap.toString(),
                outcome.wallNanos(),
                statistics.collections(),
                statistics.bytesAllocated(),
                statistics.bytesCopied(),
                new PagesScanned(statistics.pagesByTrap(), statistics.pagesByCollector(), statistics.pagesByAssist()),
                new Pauses(pauses.get(PauseKind.FLIP), pauses.get(PauseKind.TRAP), pauses.get(PauseKind.STALL),
                        pauses.get(PauseKind.ASSIST)),
                outcome.iterations(),
                outcome.minimumUtilisation(),
                HostFacts.read());
    }
}

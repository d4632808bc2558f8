package org.tospace.workloads.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.tospace.gc.HeapStatistics;
import org.tospace.workloads.measure.PauseKind;
import org.tospace.workloads.measure.PauseSummary;
import org.tospace.workloads.run.Iteration;
import org.tospace.workloads.run.RunOutcome;

/**
 * A run as JSON has it: the names of the components are the keys.
 *
 * @param heapBytes the whole object space, both halves
 * @param wallNanos of all iterations
 * @param mmu minimum mutator utilisation, from 0 to 1, by the length of the window in milliseconds
 */
@JsonPropertyOrder({"schemaVersion", "workload", "verified", "barrier", "heapBytes", "pageBytes", "threads", "seed", "wallNanos",
    "collections", "bytesAllocated", "bytesCopied", "pagesScanned", "pauses", "iterations", "mmu", "host"})
public record RunReport(int schemaVersion, String workload, boolean verified, String barrier, long heapBytes, long pageBytes,
        int threads, long seed, long wallNanos, long collections, long bytesAllocated, long bytesCopied, PagesScanned pagesScanned,
        Pauses pauses, List<Iteration> iterations, Map<Integer, Double> mmu, HostFacts host) {
    /** The version of this form. */
    public static final int SCHEMA_VERSION = 1;

    /** Pages by who scanned them: a mutator that met one, the background collector, a mutator as the price of an allocation. */
    @JsonPropertyOrder({"byTrap", "byCollector", "byAssist"})
    public record PagesScanned(long byTrap, long byCollector, long byAssist) {
    }

    /** Pauses by kind. */
    @JsonPropertyOrder({"flip", "trap", "stall"})
    public record Pauses(PauseSummary flip, PauseSummary trap, PauseSummary stall) {
    }

    /** The report of a run on this machine. */
    public static RunReport of(RunOutcome outcome) {
        HeapStatistics statistics = outcome.statistics();
        Map<PauseKind, PauseSummary> pauses = outcome.pauses();
        return new RunReport(
                SCHEMA_VERSION,
                outcome.settings().workload().name(),
                outcome.verified(),
                outcome.settings().heap().barrier().key(),
                outcome.settings().heap().heapBytes(),
                outcome.settings().heap().pageBytes(),
                outcome.settings().parameters().threads(),
                outcome.settings().parameters().seed(),
                outcome.wallNanos(),
                statistics.collections(),
                statistics.bytesAllocated(),
                statistics.bytesCopied(),
                new PagesScanned(statistics.pagesByTrap(), statistics.pagesByCollector(), statistics.pagesByAssist()),
                new Pauses(pauses.get(PauseKind.FLIP), pauses.get(PauseKind.TRAP), pauses.get(PauseKind.STALL)),
                outcome.iterations(),
                outcome.minimumUtilisation(),
                HostFacts.read());
    }
}

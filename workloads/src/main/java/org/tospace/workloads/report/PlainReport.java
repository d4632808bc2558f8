package org.tospace.workloads.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tospace.workloads.measure.HeapCurve;
import org.tospace.workloads.measure.JvmLog;
import org.tospace.workloads.measure.PauseLog;
import org.tospace.workloads.measure.PauseSummary;
import org.tospace.workloads.run.Iteration;
import org.tospace.workloads.run.PlainOutcome;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.WorkloadParameters;

/**
 * A run of a workload's twin on ordinary Java objects as JSON has it; the members are those of {@link RunReport} that make sense.
 *
 * @param heapBytes the JVM's heap
 * @param warmup how many iterations went before those that count
 * @param wallNanos of all iterations
 * @param iterationNanos of the iteration in the middle
 * @param pauses by kind: pause, the JVM's safepoints; stall, threads that waited for room
 * @param failure why the run ended early; null when it is done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"schemaVersion", "kind", "workload", "verified", "heapBytes", "threads", "seed", "size", "walk", "preset", "warmup", "wallNanos", "iterationNanos",
    "measured", "collections", "pauses", "iterations", "mmu", "host", "failure"})
public record PlainReport(int schemaVersion, String kind, String workload, boolean verified, long heapBytes, int threads, long seed, long size,
        Integer walk, String preset, int warmup, long wallNanos, long iterationNanos, @JsonUnwrapped MeasuredReport measured, long collections,
        Map<String, PauseSummary> pauses, List<Iteration> iterations, Map<Integer, Double> mmu, HostFacts host, String failure) {
    /** The report of a run on this machine. */
    public static PlainReport of(String workload, String variant, long heapBytes, WorkloadParameters parameters, int warmup, PlainOutcome outcome) {
        Map<String, PauseSummary> summaries = new LinkedHashMap<>();
        Map<String, List<PauseLog>> logs = new LinkedHashMap<>();
        outcome.pauses().forEach((kind, log) -> {
            summaries.put(kind, PauseSummary.of(log));
            logs.put(kind, List.of(log));
        });
        HeapCurve heap = outcome.measured().jvm().map(JvmLog::heap).orElseGet(HeapCurve::new);
        return new PlainReport(RunReport.SCHEMA_VERSION, RunReport.KIND, workload, outcome.failure().isEmpty(), heapBytes,
                parameters.threads(), parameters.seed(), parameters.size(), parameters.walkNodes() == 0 ? null : parameters.walkNodes(),
                parameters.preset() == Preset.STANDARD ? null : parameters.preset().key(), warmup, outcome.wallNanos(), outcome.iterationNanos(),
                MeasuredReport.of(variant, outcome.measured(), logs, heap),
                outcome.iterations().stream().mapToLong(Iteration::collections).sum(), summaries, outcome.iterations(),
                outcome.minimumUtilisation(), HostFacts.read(), outcome.failure().map(PlainReport::sentence).orElse(null));
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return failure instanceof OutOfMemoryError ? "out of memory" + message : "the workload's own check failed" + message;
    }
}

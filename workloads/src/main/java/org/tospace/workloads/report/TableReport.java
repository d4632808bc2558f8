package org.tospace.workloads.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tospace.gc.ByteSize;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.HeapStatistics;
import org.tospace.workloads.measure.PauseKind;
import org.tospace.workloads.measure.PauseSummary;
import org.tospace.workloads.run.Iteration;
import org.tospace.workloads.run.Measurements;
import org.tospace.workloads.run.RunOutcome;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.WorkloadParameters;

/** A run as a table for people. */
public final class TableReport {
    private final RunOutcome outcome;
    private final StringBuilder text = new StringBuilder();

    private TableReport(RunOutcome outcome) {
        this.outcome = outcome;
    }

    /** The table, lines with their ends. */
    public static String write(RunOutcome outcome) {
        TableReport report = new TableReport(outcome);
        report.heading();
        report.totals();
        report.pauses();
        report.pages();
        report.utilisation();
        report.gaps();
        return report.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(System.lineSeparator());
    }

    private void heading() {
        HeapOptions heap = outcome.settings().heap();
        WorkloadParameters parameters = outcome.settings().parameters();
        line("%s: %s", outcome.settings().workload().name(), outcome.verified() ? "done and verified" : "FAILED");
        String own = (parameters.preset() == Preset.STANDARD ? "" : "preset " + parameters.preset().key() + ", ")
                + (parameters.walkNodes() == 0 ? "" : "walk " + parameters.walkNodes() + ", ");
        line("%ssize %d, %d thread%s, seed %d; heap %s in two halves, barrier %s, page %s, background collector %s%s%s", own,
                parameters.size(), parameters.threads(), parameters.threads() == 1 ? "" : "s", parameters.seed(),
                ByteSize.format(heap.heapBytes()), heap.barrier().key(), ByteSize.format(heap.pageBytes()),
                heap.background() ? "on" : "off", heap.stress() == 0 ? "" : ", stress " + heap.stress(),
                ", verify " + heap.verification().key());
        line("");
    }

    private void totals() {
        HeapStatistics statistics = outcome.statistics();
        times();
        Measurements measured = outcome.measured();
        if (measured.cpuNanos() > 0) {
            line("  %-14s %s", "processor time", Durations.format(measured.cpuNanos()));
        }
        if (measured.peakBytes() > 0) {
            line("  %-14s %s", "peak memory", ByteSize.describe(measured.peakBytes()));
        }
        line("  %-14s %d", "collections", statistics.collections());
        line("  %-14s %s", "allocated", ByteSize.describe(statistics.bytesAllocated()));
        line("  %-14s %s", "copied", ByteSize.describe(statistics.bytesCopied()));
        line("  %-14s %s", "live", ByteSize.describe(statistics.liveBytes()));
        line("");
    }

    private void times() {
        int warmup = outcome.settings().warmup();
        if (outcome.iterations().size() > 1) {
            long[] nanos = outcome.iterations().stream().mapToLong(Iteration::wallNanos).sorted().toArray();
            line("  %-14s %s, median (least-greatest) of %d", "an iteration", Durations.format(outcome.iterationNanos(), nanos[0], nanos[nanos.length - 1]),
                    nanos.length);
            line("  %-14s %s", "one by one", outcome.iterations().stream().map(Iteration::wallNanos).map(Durations::format).collect(Collectors.joining(", ")));
        }
        line("  %-14s %s%s", outcome.iterations().size() > 1 ? "all of them" : "time", Durations.format(outcome.wallNanos()),
                warmup == 0 ? "" : ", after " + warmup + (warmup == 1 ? " iteration" : " iterations") + " to warm up, in none of these figures but peak memory");
    }

    private void pauses() {
        line("  %-8s %9s %11s %11s %11s %11s", "pauses", "count", "median", "99 %", "longest", "total");
        for (Map.Entry<PauseKind, PauseSummary> entry : outcome.pauses().entrySet()) {
            PauseSummary pause = entry.getValue();
            if (pause.count() == 0) {
                line("  %-8s %9d", entry.getKey().key(), 0);
            } else {
                line("  %-8s %9d %11s %11s %11s %11s", entry.getKey().key(), pause.count(), Durations.format(pause.p50Nanos()),
                        Durations.format(pause.p99Nanos()), Durations.format(pause.maxNanos()), Durations.format(pause.totalNanos()));
            }
        }
        if (outcome.recorder().trapsLost() > 0) {
            line("  (%d more traps came too fast to be recorded one by one)", outcome.recorder().trapsLost());
        }
        line("");
    }

    private void pages() {
        HeapStatistics statistics = outcome.statistics();
        long all = statistics.pagesByTrap() + statistics.pagesByCollector() + statistics.pagesByAssist();
        line("  pages scanned %d: by traps %s, by the background collector %s, by assists %s", all, share(statistics.pagesByTrap(), all),
                share(statistics.pagesByCollector(), all), share(statistics.pagesByAssist(), all));
        line("");
    }

    private static String share(long pages, long all) {
        return all == 0 ? "0" : String.format(Locale.ROOT, "%d (%.0f %%)", pages, 100.0 * pages / all);
    }

    private void utilisation() {
        Map<Integer, Double> byWindow = outcome.minimumUtilisation();
        line("  %-8s%s", "window", byWindow.keySet().stream().map(millis -> String.format(Locale.ROOT, "%8s", millis + " ms"))
                .collect(Collectors.joining()));
        line("  %-8s%s", "MMU", byWindow.values().stream().map(share -> String.format(Locale.ROOT, "%8s", percent(share)))
                .collect(Collectors.joining()));
    }

    private void gaps() {
        outcome.measured().gaps().ifPresent(gaps -> {
            line("");
            line("  %-8s %9s %11s %11s %11s %11s", "gaps", "count", "median", "99 %", "99.99 %", "longest");
            line("  %-8s %9d %11s %11s %11s %11s", "", gaps.count(), Durations.format(gaps.percentileNanos(50)),
                    Durations.format(gaps.percentileNanos(99)), Durations.format(gaps.percentileNanos(99.99)),
                    Durations.format(gaps.longestNanos()));
        });
    }

    /** Rounded down: nothing but no pause at all is 100 %. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1_000) / 10);
    }
}

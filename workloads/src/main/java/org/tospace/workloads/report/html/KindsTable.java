package org.tospace.workloads.report.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.tospace.workloads.report.chart.DataTable;
import org.tospace.workloads.report.chart.Units;
import org.tospace.workloads.report.data.KindCount;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.data.Spread;
import org.tospace.workloads.report.markup.Markup;

/** The table of pauses by kind: what a collector's pauses are made of. */
final class KindsTable {
    private KindsTable() {
    }

    /** Writes it where any run had a pause; first the heading. */
    static void write(Markup markup, ResultSet set, Runnable heading) {
        List<List<String>> rows = new ArrayList<>();
        for (long heap : set.heaps()) {
            set.withHeap(heap).byVariant().forEach((name, runs) -> {
                if (!name.equals(Run.IDLE)) {
                    addRows(rows, name, set.isSweep() ? Units.bytes(heap) : "", runs);
                }
            });
        }
        if (!rows.isEmpty()) {
            heading.run();
            List<String> columns = new ArrayList<>(List.of("Variant", "Kind", "Number", "Median", "99 %", "Longest", "Sum"));
            if (set.isSweep()) {
                columns.add(1, "Heap");
            }
            Tables.write(markup, new DataTable("Pauses by kind: medians over the runs; a flip stops all threads, a trap, a stall and an assist one", columns,
                    rows));
        }
    }

    private static void addRows(List<List<String>> rows, String name, String heap, List<Run> runs) {
        Set<String> kinds = new LinkedHashSet<>();
        runs.forEach(run -> run.pausesByKind().forEach((kind, count) -> {
            if (count.isAny()) {
                kinds.add(kind);
            }
        }));
        for (String kind : kinds) {
            List<KindCount> counts = runs.stream().map(run -> run.pausesByKind().get(kind)).filter(count -> count != null).toList();
            List<String> row = new ArrayList<>(List.of(name, kind, Units.count(Math.floor(median(counts, KindCount::count))), time(counts, KindCount::p50Nanos),
                    time(counts, KindCount::p99Nanos), time(counts, KindCount::maxNanos), time(counts, KindCount::totalNanos)));
            if (!heap.isEmpty()) {
                row.add(1, heap);
            }
            rows.add(row);
        }
    }

    private static String time(List<KindCount> counts, ToDoubleFunction<KindCount> nanos) {
        return Units.time(median(counts, nanos));
    }

    private static double median(List<KindCount> counts, ToDoubleFunction<KindCount> value) {
        return Spread.of(counts.stream().mapToDouble(value).toArray()).median();
    }
}

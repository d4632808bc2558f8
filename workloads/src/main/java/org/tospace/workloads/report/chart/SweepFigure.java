package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tospace.workloads.report.data.Metric;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.Spread;

/** Makes curves of a figure against the size of the heap. */
public final class SweepFigure {
    private SweepFigure() {
    }

    /** The curves: medians with ranges; nothing when no run has that figure. Times on a logarithmic axis, but the wall time from 0. */
    public static List<Figure> of(String id, String title, List<String> explanation, Metric metric, Map<String, SeriesStyle> styles,
            ResultSet set) {
        Map<String, TreeMap<Long, Spread>> spreads = new TreeMap<>(Run.variantOrder());
        set.byVariant().forEach((name, runs) -> {
            for (long heap : set.heaps()) {
                Spread spread = metric.over(runs.stream().filter(run -> run.heapBytes() == heap && !run.isIdle()).toList());
                if (spread.isKnown()) {
                    spreads.computeIfAbsent(name, _ -> new TreeMap<>()).put(heap, spread);
                }
            }
        });
        if (spreads.isEmpty()) {
            return List.of();
        }
        List<Series> series = new ArrayList<>();
        spreads.forEach((name, byHeap) -> series.add(new Series(name, styles.get(name), points(metric, byHeap))));
        List<Spread> all = spreads.values().stream().flatMap(byHeap -> byHeap.values().stream()).toList();
        double most = all.stream().mapToDouble(Spread::high).max().orElseThrow();
        double least = all.stream().map(Spread::low).min(Comparator.naturalOrder()).orElseThrow();
        boolean isFromZero = metric == Metric.WALL || metric == Metric.CPU;
        Scale vertical = isFromZero ? LinearScale.decimal(most, Units::time) : LogScale.times(least, most);
        String what = metric.label().toLowerCase(Locale.ROOT);
        String description = "Curves of the " + what + " by the size of the heap, for " + String.join(", ", spreads.keySet()) + ".";
        return List.of(new Figure(id, title, description, explanation, "", LineDiagram.HEIGHT,
                new LineDiagram(LinearScale.binary(set.heaps().getLast()), "size of the heap", vertical, what + (isFromZero ? "" : ", logarithmic"),
                    series), table(title, metric, set.heaps(), spreads)));
    }

    private static List<Point> points(Metric metric, TreeMap<Long, Spread> byHeap) {
        List<Point> points = new ArrayList<>();
        byHeap.forEach((heap, spread) -> points.add(new Point(heap, spread.median(), spread.low(), spread.high(),
                Units.of(metric.unit(), spread.median()) + " with " + Units.bytes(heap))));
        return points;
    }

    private static DataTable table(String title, Metric metric, List<Long> heaps, Map<String, TreeMap<Long, Spread>> spreads) {
        List<String> columns = new ArrayList<>(List.of("Variant"));
        heaps.forEach(heap -> columns.add(Units.bytes(heap)));
        List<List<String>> rows = new ArrayList<>();
        spreads.forEach((name, byHeap) -> {
            List<String> row = new ArrayList<>(List.of(name));
            heaps.forEach(heap -> row.add(byHeap.containsKey(heap) ? Units.of(metric.unit(), byHeap.get(heap).median()) : Units.UNKNOWN));
            rows.add(row);
        });
        return new DataTable(title + ": medians", columns, rows);
    }
}

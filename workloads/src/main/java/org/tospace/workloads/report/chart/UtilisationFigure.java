package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.data.Spread;

/** Makes curves of minimum mutator utilisation: the share of its time that is left to the program in the worst window of a length. */
public final class UtilisationFigure {
    private UtilisationFigure() {
    }

    /**
     * The curves: medians over the runs with their ranges; nothing when no run has any.
     *
     * @param runs by variant
     * @param shares of a run: share by window in milliseconds
     */
    public static List<Figure> of(String id, String title, List<String> explanation, Map<String, SeriesStyle> styles,
            Map<String, List<Run>> runs, Function<Run, NavigableMap<Double, Double>> shares) {
        TreeSet<Double> windows = new TreeSet<>();
        runs.values().forEach(list -> list.forEach(run -> windows.addAll(shares.apply(run).keySet())));
        if (windows.isEmpty()) {
            return List.of();
        }
        Map<String, NavigableMap<Double, Spread>> spreads = new TreeMap<>(Run.variantOrder());
        runs.forEach((name, list) -> {
            NavigableMap<Double, Spread> byWindow = new TreeMap<>();
            for (double window : windows) {
                Spread spread = Spread.of(list.stream().mapToDouble(run -> shares.apply(run).getOrDefault(window, Double.NaN)).toArray());
                if (spread.isKnown()) {
                    byWindow.put(window, spread);
                }
            }
            if (!byWindow.isEmpty()) {
                spreads.put(name, byWindow);
            }
        });
        List<Series> series = new ArrayList<>();
        spreads.forEach((name, byWindow) -> series.add(new Series(name, styles.get(name), points(byWindow))));
        LogScale horizontal = LogScale.at(windows.stream().mapToDouble(Double::doubleValue).toArray(), UtilisationFigure::window);
        String description = "Curves of the smallest share of any window that the program had to itself, by the window's length. At "
                + window(windows.first()) + ": " + String.join(", ", spreads.entrySet().stream().filter(e -> e.getValue().containsKey(windows.first()))
                        .map(e -> e.getKey() + " " + Units.share(e.getValue().get(windows.first()).median())).toList()) + ".";
        return List.of(new Figure(id, title, description, explanation, "", LineDiagram.HEIGHT,
                new LineDiagram(horizontal, "length of the window, logarithmic", LinearScale.shares(), "share left to the program, higher is better",
                    series), table(title, windows, spreads)));
    }

    private static List<Point> points(NavigableMap<Double, Spread> byWindow) {
        List<Point> points = new ArrayList<>();
        byWindow.forEach((window, spread) -> points.add(new Point(window, spread.median(), spread.low(), spread.high(),
                Units.share(spread.median()) + " of " + window(window))));
        return points;
    }

    private static String window(double millis) {
        return Units.time(millis * 1e6);
    }

    private static DataTable table(String title, TreeSet<Double> windows, Map<String, NavigableMap<Double, Spread>> spreads) {
        List<String> columns = new ArrayList<>(List.of("Variant"));
        windows.forEach(window -> columns.add(window(window)));
        List<List<String>> rows = new ArrayList<>();
        spreads.forEach((name, byWindow) -> {
            List<String> row = new ArrayList<>(List.of(name));
            windows.forEach(window -> row.add(byWindow.containsKey(window) ? Units.share(byWindow.get(window).median()) : Units.UNKNOWN));
            rows.add(row);
        });
        return new DataTable(title + ": medians", columns, rows);
    }
}

package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tospace.workloads.report.data.Distribution;
import org.tospace.workloads.report.data.Run;

/** Makes percentile curves: how long the pauses, or the gaps, of each variant are, with the rare ones drawn out. */
public final class PercentileFigure {
    private static final double[] SHARES = {0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 1};
    private static final List<String> COLUMNS = List.of("50 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "longest");
    /** Where less is exact, there is no curve to be drawn. */
    private static final double MOST_BOUNDED = 0.995;
    private static final int STEPS = 330;

    private final Map<String, SeriesStyle> styles;
    private final String things;
    private final TreeMap<String, Distribution> pooled = new TreeMap<>(Run.variantOrder());

    private PercentileFigure(Map<String, SeriesStyle> styles, String things, Map<String, ? extends Collection<Distribution>> parts) {
        this.styles = styles;
        this.things = things;
        parts.forEach((name, distributions) -> {
            Distribution pool = Distribution.pool(distributions);
            if (!pool.isEmpty()) {
                pooled.put(name, pool);
            }
        });
    }

    /**
     * The curves; nothing when there are no values.
     *
     * @param things what is counted: "pauses" or "gaps"
     * @param parts the distributions of each variant's runs
     * @return one figure or none
     */
    public static List<Figure> of(String id, String title, List<String> explanation, String things, Map<String, SeriesStyle> styles,
            Map<String, ? extends Collection<Distribution>> parts) {
        PercentileFigure figure = new PercentileFigure(styles, things, parts);
        return figure.drawn().isEmpty() ? List.of() : List.of(figure.make(id, title, explanation));
    }

    private List<Distribution> drawn() {
        return pooled.values().stream().filter(PercentileFigure::isDrawn).toList();
    }

    private static boolean isDrawn(Distribution values) {
        return values.exactFrom() < MOST_BOUNDED;
    }

    private Figure make(String id, String title, List<String> explanation) {
        long count = drawn().stream().mapToLong(Distribution::count).max().orElseThrow();
        PercentileScale horizontal = new PercentileScale(count);
        double least = drawn().stream().mapToDouble(values -> values.at(Math.max(SHARES[0], values.exactFrom()))).min().orElseThrow();
        double most = drawn().stream().mapToDouble(Distribution::max).max().orElseThrow();
        LogScale vertical = LogScale.times(least, most);
        List<Series> series = new ArrayList<>();
        pooled.forEach((name, values) -> {
            if (isDrawn(values)) {
                series.add(new Series(name, styles.get(name), points(values, horizontal, vertical.least())));
            }
        });
        String description = "Curves of the length of " + things + " by percentile, both axes logarithmic. Longest: "
                + String.join(", ", pooled.entrySet().stream().map(entry -> entry.getKey() + " " + Units.time(entry.getValue().max())).toList()) + ".";
        return new Figure(id, title, description, explanation, "", LineDiagram.HEIGHT,
                new LineDiagram(horizontal, "percentile of " + things, vertical, "length of " + things + ", logarithmic", series), table(title));
    }

    /** From the median's decade to the longest; markers at the percentiles that have names. */
    private static List<Point> points(Distribution values, PercentileScale scale, double least) {
        List<Point> points = new ArrayList<>();
        double end = scale.place(1 - 1.0 / Math.max(2, values.count()));
        for (int step = 0; step <= STEPS; step++) {
            double place = (double) step / STEPS;
            double share = scale.share(place);
            if (place < end && share >= values.exactFrom() && values.at(share) >= least) {
                add(points, new Point(share, values.at(share), ""));
            }
        }
        double last = scale.share(end);
        points.add(new Point(last, values.max(), "longest of " + Units.count(values.count()) + ": " + Units.time(values.max())));
        for (int i = 0; i < SHARES.length - 1; i++) {
            double share = SHARES[i];
            if (share < last && share >= values.exactFrom() && values.at(share) >= least) {
                int at = 0;
                while (points.get(at).x() < share) {
                    at++;
                }
                points.add(at, new Point(share, values.at(share), COLUMNS.get(i) + " at most " + Units.time(values.at(share))));
            }
        }
        return points;
    }

    /** Of several points at the same height only the ends are needed. */
    private static void add(List<Point> points, Point next) {
        int size = points.size();
        if (size >= 2 && points.get(size - 1).y() == next.y() && points.get(size - 2).y() == next.y()) {
            points.set(size - 1, next);
        } else {
            points.add(next);
        }
    }

    private DataTable table(String title) {
        List<String> columns = new ArrayList<>(List.of("Variant", "Number"));
        columns.addAll(COLUMNS);
        List<List<String>> rows = new ArrayList<>();
        pooled.forEach((name, values) -> {
            List<String> row = new ArrayList<>(List.of(name, Units.count(values.count())));
            for (double share : SHARES) {
                row.add((share < 1 && share < values.exactFrom() ? "\u2264 " : "") + Units.time(values.at(share)));
            }
            rows.add(row);
        });
        return new DataTable(title + ": all runs of a variant together", columns, rows);
    }
}

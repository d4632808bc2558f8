package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tospace.workloads.report.data.Metric;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.data.Spread;
import org.tospace.workloads.report.markup.Markup;

/** Makes the figure of wall and CPU times: a mark for each run, so that their spread can be seen. */
public final class RunTimesFigure implements Figure.Drawing {
    private static final double LEFT = 112;
    private static final double TOP = 34;
    private static final double RIGHT = 138;
    private static final double BOTTOM = 52;
    private static final double ROW = 44;
    private static final double LANE = 10;

    private final Map<String, SeriesStyle> styles;
    private final Map<String, List<Run>> runs;
    private final Frame frame;

    private RunTimesFigure(Map<String, SeriesStyle> styles, Map<String, List<Run>> runs, double most) {
        this.styles = styles;
        this.runs = runs;
        this.frame = new Frame(LEFT, TOP, Figure.WIDTH - LEFT - RIGHT, ROW * runs.size(), LinearScale.decimal(most, Units::time), new None());
    }

    /** The figure; nothing when there are fewer than two runs with a wall time. */
    public static List<Figure> of(String id, String title, List<String> explanation, Map<String, SeriesStyle> styles, Map<String, List<Run>> all) {
        Map<String, List<Run>> runs = new java.util.TreeMap<>(Run.variantOrder());
        all.forEach((name, list) -> {
            List<Run> timed = list.stream().filter(run -> !run.isIdle() && !Double.isNaN(run.wallNanos())).toList();
            if (!timed.isEmpty()) {
                runs.put(name, timed);
            }
        });
        if (runs.values().stream().mapToInt(List::size).sum() < 2) {
            return List.of();
        }
        double most = runs.values().stream().flatMap(List::stream)
                .mapToDouble(run -> Math.max(run.wallNanos(), Double.isNaN(run.cpuNanos()) ? 0 : run.cpuNanos())).max().orElseThrow();
        RunTimesFigure drawing = new RunTimesFigure(styles, runs, most);
        String description = "A row for each variant with a mark for the time of each run. Medians: "
                + String.join(", ", runs.entrySet().stream().map(e -> e.getKey() + " " + Units.time(Metric.WALL.over(e.getValue()).median())).toList())
                + ".";
        return List.of(new Figure(id, title, description, explanation, "", TOP + ROW * runs.size() + BOTTOM, drawing, drawing.table(title)));
    }

    @Override
    public void writeTo(Markup markup) {
        frame.writeGrid(markup);
        frame.writeHorizontalLabels(markup, "time of a run, from 0");
        writeKey(markup);
        int row = 0;
        for (Map.Entry<String, List<Run>> entry : runs.entrySet()) {
            double y = frame.top() + ROW * (row + 0.5);
            SeriesStyle style = styles.get(entry.getKey());
            markup.open("g", "class", "series " + style.cssClass());
            markup.element("text", entry.getKey(), "class", "name", "x", Coordinates.of(LEFT - 10), "y", Coordinates.of(y + 4), "text-anchor", "end");
            writeLane(markup, entry.getValue(), Metric.WALL, y - LANE, new SeriesStyle(0), "mark");
            writeLane(markup, entry.getValue(), Metric.CPU, y + LANE, new SeriesStyle(3), "mark hollow");
            Spread wall = Metric.WALL.over(entry.getValue());
            Spread cpu = Metric.CPU.over(entry.getValue());
            markup.element("text", "wall " + Units.time(wall.median()), "class", "remark", "x", Coordinates.of(frame.right() + 12), "y",
                    Coordinates.of(y - LANE + 4));
            if (cpu.isKnown()) {
                markup.element("text", "CPU " + Units.time(cpu.median()), "class", "remark", "x", Coordinates.of(frame.right() + 12), "y",
                        Coordinates.of(y + LANE + 4));
            }
            markup.close("g").line();
            row++;
        }
    }

    private void writeLane(Markup markup, List<Run> list, Metric metric, double y, SeriesStyle shape, String cssClass) {
        Spread spread = metric.over(list);
        if (!spread.isKnown()) {
            return;
        }
        markup.empty("path", "class", "range", "d", "M" + Coordinates.of(frame.x(spread.low()), y) + "H" + Coordinates.of(frame.x(spread.high())));
        for (Run run : list) {
            double nanos = metric.of(run);
            if (!Double.isNaN(nanos)) {
                markup.open("path", "class", cssClass, "d", shape.marker(frame.x(nanos), y));
                markup.element("title", run.variant() + (run.invocation() == 0 ? "" : ", invocation " + run.invocation()) + ": "
                        + metric.label().toLowerCase(java.util.Locale.ROOT) + " " + Units.time(nanos)).close("path");
            }
        }
        markup.empty("path", "class", "median", "d", "M" + Coordinates.of(frame.x(spread.median()), y - 8) + "v16");
    }

    private static void writeKey(Markup markup) {
        markup.open("g", "class", "key");
        markup.empty("path", "class", "mark", "d", new SeriesStyle(0).marker(LEFT + 5, 17));
        Frame.text(markup, LEFT + 14, 21, "start", "wall time");
        markup.empty("path", "class", "mark hollow", "d", new SeriesStyle(3).marker(LEFT + 100, 17));
        Frame.text(markup, LEFT + 109, 21, "start", "CPU time, of all threads");
        markup.empty("path", "class", "median", "d", "M" + Coordinates.of(LEFT + 290, 9) + "v16");
        Frame.text(markup, LEFT + 298, 21, "start", "median");
        markup.close("g").line();
    }

    private DataTable table(String title) {
        List<List<String>> rows = new ArrayList<>();
        runs.forEach((name, list) -> {
            List<String> row = new ArrayList<>(List.of(name, Integer.toString(list.size())));
            for (Metric metric : new Metric[] {Metric.WALL, Metric.CPU}) {
                Spread spread = metric.over(list);
                row.addAll(List.of(Units.time(spread.low()), Units.time(spread.median()), Units.time(spread.high())));
            }
            rows.add(row);
        });
        return new DataTable(title, List.of("Variant", "Runs", "Wall: least", "median", "greatest", "CPU: least", "median", "greatest"), rows);
    }

    /** Rows have no scale. */
    private record None() implements Scale {
        @Override
        public double place(double value) {
            return 0;
        }

        @Override
        public List<Tick> ticks() {
            return List.of();
        }
    }
}

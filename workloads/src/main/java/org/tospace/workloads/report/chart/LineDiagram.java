package org.tospace.workloads.report.chart;

import java.util.List;
import org.tospace.workloads.report.markup.Markup;

/** Lines in one frame. */
final class LineDiagram implements Figure.Drawing {
    static final double HEIGHT = 420;

    private static final double LEFT = 66;
    private static final double TOP = 34;
    private static final double RIGHT = 138;
    private static final double BOTTOM = 54;

    private final Frame frame;
    private final String horizontalTitle;
    private final String verticalTitle;
    private final List<Series> series;

    LineDiagram(Scale horizontal, String horizontalTitle, Scale vertical, String verticalTitle, List<Series> series) {
        this.frame = new Frame(LEFT, TOP, Figure.WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM, horizontal, vertical);
        this.horizontalTitle = horizontalTitle;
        this.verticalTitle = verticalTitle;
        this.series = series;
    }

    @Override
    public void writeTo(Markup markup) {
        frame.writeGrid(markup);
        frame.writeVerticalLabels(markup);
        frame.writeHorizontalLabels(markup, horizontalTitle);
        frame.writeVerticalTitle(markup, verticalTitle);
        double[] places = EndLabels.spread(series.stream().mapToDouble(line -> EndLabels.height(frame, line)).toArray(), frame.top(),
                frame.bottom());
        for (int i = series.size() - 1; i >= 0; i--) {
            Series line = series.get(i);
            markup.open("g", "class", "series " + line.style().cssClass());
            writeSpread(markup, line);
            markup.empty("path", "class", "line", "d", path(line.points()));
            writeMarks(markup, line);
            EndLabels.write(markup, frame, line, places[i]);
            markup.close("g").line();
        }
    }

    private String path(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? 'M' : 'L').append(Coordinates.of(frame.x(point.x()), frame.y(point.y())));
        }
        return path.toString();
    }

    private void writeSpread(Markup markup, Series line) {
        StringBuilder bars = new StringBuilder();
        for (Point point : line.points()) {
            if (point.hasSpread()) {
                double x = frame.x(point.x());
                double low = frame.y(point.low());
                double high = frame.y(point.high());
                bars.append('M').append(Coordinates.of(x - 4, low)).append("h8m-4,0V").append(Coordinates.of(high)).append("m-4,0h8");
            }
        }
        if (!bars.isEmpty()) {
            markup.empty("path", "class", "spread", "d", bars.toString());
        }
    }

    private void writeMarks(Markup markup, Series line) {
        for (Point point : line.points()) {
            if (!point.note().isEmpty()) {
                markup.open("path", "class", "mark", "d", line.style().marker(frame.x(point.x()), frame.y(point.y())));
                markup.element("title", line.name() + ": " + point.note()).close("path");
            }
        }
    }
}

package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tospace.workloads.report.markup.Markup;

/** Names of series in a column to the right of the frame, each as near to the end of its line as its neighbours allow. */
final class EndLabels {
    private static final double LINE_HEIGHT = 15;
    private static final double DISTANCE = 26;

    private EndLabels() {
    }

    /** The heights of the labels of lines that end at these heights, in the same order: apart, within the frame where there is room. */
    static double[] spread(double[] ends, double top, double bottom) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> ends[i]));
        double[] places = ends.clone();
        double least = top;
        for (int i : order) {
            places[i] = Math.max(places[i], least);
            least = places[i] + LINE_HEIGHT;
        }
        double most = Math.max(bottom, top + LINE_HEIGHT * (ends.length - 1));
        for (int i : order.reversed()) {
            places[i] = Math.min(places[i], most);
            most = places[i] - LINE_HEIGHT;
        }
        return places;
    }

    static double height(Frame frame, Series series) {
        return frame.y(series.last().y());
    }

    /** Writes the label of one series, with a thin line from its end. */
    static void write(Markup markup, Frame frame, Series series, double place) {
        double x = frame.x(series.last().x());
        double y = height(frame, series);
        double start = frame.right() + DISTANCE;
        markup.empty("path", "class", "leader", "d", "M" + Coordinates.of(x + 6, y) + "L" + Coordinates.of(Math.max(x + 6, frame.right() + 6), y)
                + "L" + Coordinates.of(start - 12, place));
        markup.empty("path", "class", "mark", "d", series.style().marker(start - 5, place));
        markup.element("text", series.name(), "class", "name", "x", Coordinates.of(start + 4), "y", Coordinates.of(place + 4));
    }
}

package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tospace.workloads.report.data.Event;
import org.tospace.workloads.report.markup.Markup;

/** Events of one run as bars: where they began, as high as they were long. Of those that fall on one spot the longest is drawn. */
record EventStrip(String name, SeriesStyle style, List<String> remarks, List<Event> events) implements Strips.Strip {
    /** The widths of a bar's place, and of the surroundings in which just the longest has a marker. */
    private static final double BAR = 1.5;
    private static final double SURROUNDINGS = 14;

    private static final Map<String, SeriesStyle> SHAPES = Map.of("flip", new SeriesStyle(0), "assist", new SeriesStyle(1),
            "stall", new SeriesStyle(2), "pause", new SeriesStyle(3), "gap", new SeriesStyle(4), "trap", new SeriesStyle(6));
    private static final SeriesStyle OTHER = new SeriesStyle(7);

    /** The shape that stands for a kind of event. */
    static SeriesStyle shape(String kind) {
        return SHAPES.getOrDefault(kind, OTHER);
    }

    @Override
    public void writeTo(Markup markup, Frame frame) {
        List<Event> bars = longestByPlace(frame, events, BAR);
        StringBuilder path = new StringBuilder();
        for (Event event : bars) {
            path.append('M').append(Coordinates.of(frame.x(event.startNanos()), frame.bottom())).append('V')
                    .append(Coordinates.of(frame.y(event.lengthNanos())));
        }
        markup.empty("path", "class", "bars", "d", path.toString());
        for (Event event : longestByPlace(frame, bars, SURROUNDINGS)) {
            markup.open("path", "class", "mark", "d", shape(event.kind()).marker(frame.x(event.startNanos()), frame.y(event.lengthNanos())));
            markup.element("title", name + ": " + event.kind() + " of " + Units.time(event.lengthNanos()) + " at " + Units.time(event.startNanos()));
            markup.close("path");
        }
    }

    private static List<Event> longestByPlace(Frame frame, List<Event> events, double width) {
        Map<Long, Event> longest = new TreeMap<>();
        for (Event event : events) {
            longest.merge((long) (frame.x(event.startNanos()) / width), event,
                    (a, b) -> a.lengthNanos() >= b.lengthNanos() ? a : b);
        }
        List<Event> all = new ArrayList<>(longest.values());
        all.sort(Comparator.comparingDouble(Event::startNanos));
        return all;
    }
}

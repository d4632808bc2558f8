package org.tospace.workloads.report.chart;

import java.util.List;
import org.tospace.workloads.report.markup.Markup;

/** Frames one below the other, one a variant, with the same axes: what would be a tangle in one frame. */
final class Strips implements Figure.Drawing {
    private static final double LEFT = 66;
    private static final double TOP = 40;
    private static final double RIGHT = 138;
    private static final double BOTTOM = 50;
    private static final double DISTANCE = 20;

    private final double stripHeight;
    private final Scale horizontal;
    private final Scale vertical;
    private final String verticalTitle;
    private final List<Strip> strips;

    /** One variant's strip. */
    interface Strip {
        String name();

        SeriesStyle style();

        /** What stands small below the name. */
        List<String> remarks();

        void writeTo(Markup markup, Frame frame);
    }

    Strips(double stripHeight, Scale horizontal, Scale vertical, String verticalTitle, List<? extends Strip> strips) {
        this.stripHeight = stripHeight;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.verticalTitle = verticalTitle;
        this.strips = List.copyOf(strips);
    }

    double height() {
        return TOP + strips.size() * (stripHeight + DISTANCE) - DISTANCE + BOTTOM;
    }

    @Override
    public void writeTo(Markup markup) {
        Frame frame = null;
        for (int i = 0; i < strips.size(); i++) {
            Strip strip = strips.get(i);
            frame = new Frame(LEFT, TOP + i * (stripHeight + DISTANCE), Figure.WIDTH - LEFT - RIGHT, stripHeight, horizontal, vertical);
            frame.writeGrid(markup);
            frame.writeVerticalLabels(markup);
            if (i == 0) {
                frame.writeVerticalTitle(markup, verticalTitle);
            }
            markup.open("g", "class", "series " + strip.style().cssClass());
            strip.writeTo(markup, frame);
            double x = frame.right() + 14;
            markup.empty("path", "class", "mark", "d", strip.style().marker(x + 4, frame.top() + 8));
            markup.element("text", strip.name(), "class", "name", "x", Coordinates.of(x + 14), "y", Coordinates.of(frame.top() + 12));
            for (int line = 0; line < strip.remarks().size(); line++) {
                markup.element("text", strip.remarks().get(line), "class", "remark", "x", Coordinates.of(x), "y",
                        Coordinates.of(frame.top() + 28 + 14 * line));
            }
            markup.close("g").line();
        }
        frame.writeHorizontalLabels(markup, "time since the run began");
    }
}

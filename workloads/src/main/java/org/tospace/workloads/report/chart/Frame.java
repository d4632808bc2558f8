package org.tospace.workloads.report.chart;

import java.util.List;
import org.tospace.workloads.report.markup.Markup;

/** The rectangle in which data are drawn, with its grid and its axes. */
record Frame(double left, double top, double width, double height, Scale horizontal, Scale vertical) {
    private static final double LABEL_GAP = 6;
    private static final double LETTER = 6.6;

    double x(double value) {
        return left + width * horizontal.place(value);
    }

    double y(double value) {
        return top + height * (1 - vertical.place(value));
    }

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    /** Lines at the ticks of both axes. */
    void writeGrid(Markup markup) {
        StringBuilder strong = new StringBuilder();
        StringBuilder faint = new StringBuilder();
        for (Tick tick : vertical.ticks()) {
            (tick.label().isEmpty() ? faint : strong).append('M').append(Coordinates.of(left, y(tick.value()))).append('H')
                    .append(Coordinates.of(right()));
        }
        for (Tick tick : horizontal.ticks()) {
            (tick.label().isEmpty() ? faint : strong).append('M').append(Coordinates.of(x(tick.value()), top)).append('V')
                    .append(Coordinates.of(bottom()));
        }
        if (!faint.isEmpty()) {
            markup.empty("path", "class", "grid faint", "d", faint.toString());
        }
        markup.empty("path", "class", "grid", "d", strong.toString()).line();
    }

    void writeVerticalLabels(Markup markup) {
        for (Tick tick : vertical.ticks()) {
            if (!tick.label().isEmpty()) {
                text(markup, left - LABEL_GAP, y(tick.value()) + 4, "end", tick.label());
            }
        }
        markup.line();
    }

    /** Below the frame; where labels would meet, some are left out. */
    void writeHorizontalLabels(Markup markup, String title) {
        double free = Double.NEGATIVE_INFINITY;
        List<Tick> ticks = horizontal.ticks();
        for (Tick tick : ticks) {
            double half = tick.label().length() * LETTER / 2;
            if (!tick.label().isEmpty() && x(tick.value()) - half >= free) {
                text(markup, x(tick.value()), bottom() + 18, "middle", tick.label());
                free = x(tick.value()) + half + LABEL_GAP;
            }
        }
        text(markup, left + width / 2, bottom() + 40, "middle", title);
        markup.line();
    }

    /** What the upright axis shows, above it: nobody has to turn their head. */
    void writeVerticalTitle(Markup markup, String title) {
        text(markup, left - LABEL_GAP, top - 10, "start", title);
    }

    static void text(Markup markup, double x, double y, String anchor, String content) {
        markup.element("text", content, "x", Coordinates.of(x), "y", Coordinates.of(y), "text-anchor", anchor.equals("start") ? null : anchor);
    }
}

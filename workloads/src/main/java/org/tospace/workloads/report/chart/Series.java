package org.tospace.workloads.report.chart;

import java.util.List;

/** A line: its points by ascending x, at least one. */
record Series(String name, SeriesStyle style, List<Point> points) {
    Point last() {
        return points.getLast();
    }
}

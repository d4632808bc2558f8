package org.tospace.workloads.report.chart;

/**
 * A point of a line.
 *
 * @param low the lower end of its spread; NaN when it has none
 * @param note says what it is, on a marker; empty for no marker
 */
record Point(double x, double y, double low, double high, String note) {
    Point(double x, double y, String note) {
        this(x, y, Double.NaN, Double.NaN, note);
    }

    boolean hasSpread() {
        return low < high;
    }
}

package org.tospace.workloads.report.chart;

import java.util.Locale;

/** Coordinates as SVG has them, to a tenth of a unit and as short as can be. */
final class Coordinates {
    private Coordinates() {
    }

    static String of(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
    }

    static String of(double x, double y) {
        return of(x) + "," + of(y);
    }
}

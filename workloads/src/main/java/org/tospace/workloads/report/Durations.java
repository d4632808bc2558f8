package org.tospace.workloads.report;

import java.util.Locale;

/** Times as people read them: three significant digits or so, and the unit that fits. */
final class Durations {
    private static final double NANOS_A_MICRO = 1e3;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    private Durations() {
    }

    static String format(long nanos) {
        if (nanos < NANOS_A_MICRO) {
            return nanos + " ns";
        }
        if (nanos < NANOS_A_MILLI) {
            return scaled(nanos / NANOS_A_MICRO) + " us";
        }
        if (nanos < NANOS_A_SECOND) {
            return scaled(nanos / NANOS_A_MILLI) + " ms";
        }
        return String.format(Locale.ROOT, "%.3f s", nanos / NANOS_A_SECOND);
    }

    private static String scaled(double value) {
        String form = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, form, value);
    }
}

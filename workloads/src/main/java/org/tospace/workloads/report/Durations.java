package org.tospace.workloads.report;

import java.util.Locale;

/** Times as people read them: three significant digits or so, and the unit that fits. */
public final class Durations {
    private static final double NANOS_A_MICRO = 1e3;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double LONGEST_NUMBER = 1e4;

    private Durations() {
    }

    /** A time in its fitting unit. */
    public static String format(long nanos) {
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

    /** A time, and in brackets two others in the same unit; each in its own where that would make a long number. */
    public static String format(long nanos, long low, long high) {
        double unit = nanos < NANOS_A_MICRO ? 1 : nanos < NANOS_A_MILLI ? NANOS_A_MICRO : nanos < NANOS_A_SECOND ? NANOS_A_MILLI : NANOS_A_SECOND;
        boolean fits = high / unit < LONGEST_NUMBER;
        return format(nanos) + " (" + (fits ? scaled(low / unit) : format(low)) + "-" + (fits ? scaled(high / unit) : format(high)) + ")";
    }

    private static String scaled(double value) {
        String form = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, form, value);
    }
}

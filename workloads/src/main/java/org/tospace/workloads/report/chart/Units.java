package org.tospace.workloads.report.chart;

import java.util.Locale;
import org.tospace.workloads.report.data.Metric;

/**
 * Figures as people read them: three significant digits or so, and the unit that fits, which no line end parts from its number; a dash for what is
 * unknown.
 */
public final class Units {
    /** Stands for what was not measured. */
    public static final String UNKNOWN = "\u2013";

    private static final String SPACE = "\u00a0";
    private static final double THOUSAND = 1e3;
    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;

    private Units() {
    }

    /** A time. */
    public static String time(double nanos) {
        if (Double.isNaN(nanos)) {
            return UNKNOWN;
        }
        if (nanos < THOUSAND) {
            return digits(nanos) + SPACE + "ns";
        }
        if (nanos < MILLION) {
            return digits(nanos / THOUSAND) + SPACE + "\u00b5s";
        }
        return nanos < BILLION ? digits(nanos / MILLION) + SPACE + "ms" : digits(nanos / BILLION) + SPACE + "s";
    }

    /** A size in units that are powers of 1,024. */
    public static String bytes(double bytes) {
        if (Double.isNaN(bytes)) {
            return UNKNOWN;
        }
        double value = bytes;
        int power = 0;
        while (value >= 1023.995 && power < 5) {
            value /= 1024;
            power++;
        }
        return power == 0 ? String.format(Locale.ROOT, "%.0f" + SPACE + "bytes", value) : digits(value) + SPACE + "KMGTP".charAt(power - 1) + "iB";
    }

    /** A share in percent, rounded down: nothing but all is 100 %. */
    public static String share(double share) {
        return Double.isNaN(share) ? UNKNOWN : trimmed(String.format(Locale.ROOT, "%.1f", Math.floor(share * 1_000 + 1e-9) / 10)) + SPACE + "%";
    }

    /** A number of things. */
    public static String count(double count) {
        return Double.isNaN(count) ? UNKNOWN : trimmed(String.format(Locale.ROOT, "%,.1f", count));
    }

    /** A figure in its unit. */
    public static String of(Metric.Unit unit, double value) {
        return switch (unit) {
            case NANOS -> time(value);
            case BYTES -> bytes(value);
            case COUNT -> count(value);
            case SHARE -> share(value);
        };
    }

    /** From one figure to another, in words; where both have the same unit it stands once, and what looks the same is one. */
    public static String range(Metric.Unit unit, double low, double high) {
        return range(unit, low, " to ", high);
    }

    /** The same, for tables. */
    public static String shortRange(Metric.Unit unit, double low, double high) {
        return range(unit, low, "\u2013", high);
    }

    private static String range(Metric.Unit unit, double low, String between, double high) {
        String from = of(unit, low);
        String to = of(unit, high);
        if (from.equals(to)) {
            return from;
        }
        int space = from.lastIndexOf(SPACE);
        return (space > 0 && to.endsWith(from.substring(space)) ? from.substring(0, space) : from) + between + to;
    }

    /** Three significant digits, without zeros at the end of a fraction. */
    static String digits(double value) {
        String form = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
        return trimmed(String.format(Locale.ROOT, form, value));
    }

    private static String trimmed(String number) {
        return number.contains(".") ? number.replaceAll("0+$", "").replaceAll("\\.$", "") : number;
    }
}

package org.tospace.workloads.report;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tospace.gc.ByteSize;
import org.tospace.runtime.primitives.DirtyTimes;
import org.tospace.runtime.primitives.Primitives;
import org.tospace.runtime.primitives.PublishedTimes;
import org.tospace.runtime.primitives.Spread;
import org.tospace.runtime.primitives.TrapTimes;

/** The costs of the primitives as a table for people: microseconds, but for the add. */
public final class PrimitivesTable {
    private static final String ROW = "%-12s %-12s  %-21s  %-21s  %-21s  %8s";
    private static final double NANOS_A_MICRO = 1_000;

    private final Primitives figures;
    private final StringBuilder text = new StringBuilder();

    private PrimitivesTable(Primitives figures) {
        this.figures = figures;
    }

    /** The table, lines with their ends. */
    public static String write(Primitives figures) {
        PrimitivesTable table = new PrimitivesTable(figures);
        table.heading();
        table.traps();
        table.others();
        return table.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(System.lineSeparator());
    }

    private void heading() {
        line("%d pages of %s in random order, seed %d, %d repetitions.", figures.pages(), ByteSize.format(figures.pageBytes()), figures.seed(),
                figures.repetitions());
        line("Microseconds a page: the median, and what a tenth of the repetitions was below and above. An add takes %.2f ns (%.2f to %.2f).",
                figures.add().median(), figures.add().low(), figures.add().high());
        line("");
    }

    private void traps() {
        line(ROW, "closed by", "served by", "TRAP", "PROT1+TRAP+UNPROT", "PROTN+TRAP+UNPROT", "rating");
        for (TrapTimes row : figures.traps()) {
            line(ROW, row.closing().key(), row.serving().key(), micros(row.trap()), micros(row.protectOne()), micros(row.protectMany()),
                    String.format(Locale.ROOT, "%.1f", row.rating()));
        }
        for (PublishedTimes row : PublishedTimes.all()) {
            line(ROW, row.machine(), row.system(), micros(row.trap()), micros(row.protectOne()), micros(row.protectMany()),
                    String.format(Locale.ROOT, "%.2f", row.rating()));
        }
        for (PublishedTimes row : PublishedTimes.all()) {
            line("%s: an add takes %.0f ns. %s.", row.machine(), row.add(), row.source());
        }
        line("");
    }

    private void others() {
        line("%-6s yes            %s a page: mapped again, and a store there", "MAP2", micros(figures.mapTwice()));
        for (DirtyTimes row : figures.dirty()) {
            line("%-6s yes, by %-6s %s a first store; asking %s when all were written, %s when none was", "DIRTY", row.mechanism().key(),
                    micros(row.write()), micros(row.take()), micros(row.idleTake()));
        }
        if (figures.dirty().isEmpty()) {
            line("%-6s no", "DIRTY");
        }
        for (Map.Entry<String, String> missing : new TreeMap<>(figures.unavailable()).entrySet()) {
            line("no %s: %s", missing.getKey(), missing.getValue());
        }
    }

    private static String micros(Spread spread) {
        return micros(spread.median()) + " (" + micros(spread.low()) + " to " + micros(spread.high()) + ")";
    }

    /** Three digits that count, or all before the point. */
    private static String micros(double nanos) {
        double micros = nanos / NANOS_A_MICRO;
        String form = micros < 1 ? "%.3f" : micros < 10 ? "%.2f" : micros < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, form, micros);
    }
}

package org.tospace.workloads.compare;

import java.util.ArrayList;
import java.util.List;

/** A table in columns as wide as what is in them: the first to the left, the others to the right. */
final class TextTable {
    private static final String BETWEEN = "   ";

    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(headings);
    }

    void row(String... cells) {
        if (cells.length != rows.getFirst().length) {
            throw new IllegalArgumentException("a row must have " + rows.getFirst().length + " cells: " + cells.length);
        }
        rows.add(cells);
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  ").append(row[0]).repeat(' ', widths[0] - row[0].length());
            for (int i = 1; i < widths.length; i++) {
                line.append(BETWEEN).repeat(' ', widths[i] - row[i].length()).append(row[i]);
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}

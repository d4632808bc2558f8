package org.tospace.workloads.compare;

import java.util.ArrayList;
import java.util.List;
import org.tospace.gc.ByteSize;

/** A sweep as tables for people: for each figure a row a heap and a column a variant. Medians; the JSON has the spread. */
public final class SweepTable {
    private SweepTable() {
    }

    /** The tables, lines with their ends. */
    public static String write(Plan plan, List<Group> groups) {
        return one(ComparisonTable.timeOf(plan, "wall time"), Figure.WALL, Form.TIME, plan, groups)
                + one(ComparisonTable.timeOf(plan, "processor time"), Figure.CPU, Form.TIME, plan, groups)
                + one("longest pause", Figure.PAUSE_MAX, Form.TIME, plan, groups)
                + one("99.99 % of gaps", Figure.GAP_P9999, Form.TIME, plan, groups)
                + "Medians of " + plan.invocations() + " fresh process" + (plan.invocations() == 1 ? "" : "es") + " each." + System.lineSeparator()
                + String.join("", ComparisonTable.aboutTimes(plan).stream().map(line -> line + System.lineSeparator()).toList()) + failures(groups);
    }

    private static String one(String title, Figure figure, Form form, Plan plan, List<Group> groups) {
        List<String> headings = new ArrayList<>(List.of(title));
        plan.variants().forEach(variant -> headings.add(variant.key()));
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (long heapBytes : plan.heaps()) {
            List<String> row = new ArrayList<>(List.of(ByteSize.format(heapBytes)));
            for (Variant variant : plan.variants()) {
                row.add(groups.stream().filter(group -> group.variant() == variant && group.heapBytes() == heapBytes).findFirst()
                        .map(group -> group.spread(figure).map(spread -> form.of(spread.median()))
                                .orElse(group.failures().isEmpty() ? "-" : "failed")).orElse("-"));
            }
            table.row(row.toArray(String[]::new));
        }
        return table + System.lineSeparator();
    }

    private static String failures(List<Group> groups) {
        StringBuilder text = new StringBuilder();
        for (Group group : groups) {
            if (!group.failures().isEmpty()) {
                text.append(group.variant().key()).append(" in ").append(ByteSize.format(group.heapBytes())).append(": ")
                        .append(group.failures().size()).append(" of ").append(group.failures().size() + group.runs().size())
                        .append(" runs failed: ").append(group.failures().getFirst().path("failure").asText().replaceFirst("[.]\\s*$", ""))
                        .append('.').append(System.lineSeparator());
            }
        }
        return text.toString();
    }
}

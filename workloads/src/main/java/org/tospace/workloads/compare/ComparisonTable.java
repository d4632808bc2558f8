package org.tospace.workloads.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A comparison as tables for people: what each variant costs, and how long it keeps its mutators waiting. Medians with the least and the greatest figure; a
 * figure that does not differ from the reference's by more than chance is marked.
 */
public final class ComparisonTable {
    private static final String NOISE = "~";
    private static final String NONE = "-";

    private final Plan plan;
    private final List<Group> groups;
    private final StringBuilder text = new StringBuilder();

    private ComparisonTable(Plan plan, List<Group> groups) {
        this.plan = plan;
        this.groups = groups;
    }

    /** The tables, lines with their ends. */
    public static String write(Plan plan, List<Group> groups) {
        ComparisonTable table = new ComparisonTable(plan, groups);
        table.costs();
        table.delays();
        table.gaps();
        table.legend();
        table.failures();
        return table.text.toString();
    }

    private void costs() {
        TextTable table = new TextTable("", timeOf(plan, "wall time"), "vs " + plan.reference().key(), timeOf(plan, "processor time"), "peak memory");
        for (Group group : worthARow(false)) {
            table.row(group.variant().key(), cell(group, Figure.WALL, Form.TIME), ratio(group),
                    cell(group, Figure.CPU, Form.TIME), cell(group, Figure.PEAK, Form.BYTES));
        }
        text.append(table);
    }

    /** What a time is called: with several iterations in a process it is that of one. */
    static String timeOf(Plan plan, String time) {
        return plan.iterations() == 1 ? time : time + " an iteration";
    }

    /** What the times are of, and whether the JVM had warmed up, in sentences. */
    static List<String> aboutTimes(Plan plan) {
        List<String> lines = new ArrayList<>();
        if (plan.iterations() > 1) {
            lines.add("Each process ran " + plan.iterations() + " iterations: wall time is that of its median one, processor time the mean; all else is over all of them.");
        }
        lines.add(plan.warmup() == 0
                ? "Cold: each process had just begun; what the JVM does at first, interpreting and compiling, is in all figures. --warmup N shows it warm."
                : "Warm: before what was measured each process ran the workload " + (plan.warmup() == 1 ? "once" : plan.warmup() + " times")
                    + ", which is in no figure but peak memory.");
        return lines;
    }

    private void delays() {
        TextTable table = new TextTable("", "longest pause", "stalls", "longest stall", "MMU 10 ms");
        for (Group group : worthARow(false)) {
            table.row(group.variant().key(), cell(group, Figure.PAUSE_MAX, Form.TIME),
                    cell(group, Figure.STALLS, Form.COUNT), longestStall(group), cell(group, Figure.MMU_10, Form.PERCENT));
        }
        text.append(System.lineSeparator()).append(table);
    }

    private String longestStall(Group group) {
        boolean any = group.spread(Figure.STALLS).map(stalls -> stalls.high() > 0).orElse(false);
        return any ? cell(group, Figure.STALL_MAX, Form.TIME) : NONE;
    }

    private void gaps() {
        if (groups.stream().allMatch(group -> group.values(Figure.GAP_MAX).length == 0)) {
            return;
        }
        TextTable table = new TextTable("", "gaps: 99 %", "99.99 %", "longest", "MMU 10 ms by gaps");
        for (Group group : worthARow(true)) {
            table.row(group.variant().key(), cell(group, Figure.GAP_P99, Form.TIME),
                    cell(group, Figure.GAP_P9999, Form.TIME), cell(group, Figure.GAP_MAX, Form.TIME),
                    cell(group, Figure.GAP_MMU_10, Form.PERCENT));
        }
        text.append(System.lineSeparator()).append(table);
    }

    private List<Group> worthARow(boolean controlToo) {
        return groups.stream().filter(group -> !group.runs().isEmpty() && (controlToo || group.variant() != Variant.IDLE)).toList();
    }

    private String cell(Group group, Figure figure, Form form) {
        return group.spread(figure).map(spread -> (isLikeReference(group, figure) ? NOISE : "") + form.of(spread)).orElse(NONE);
    }

    private boolean isLikeReference(Group group, Figure figure) {
        Group reference = reference();
        return plan.invocations() >= RankTest.LEAST_FIGURES && group != reference && group.variant() != Variant.IDLE && reference.values(figure).length > 0
                && !group.differs(figure, reference);
    }

    private Group reference() {
        return ResultFile.reference(groups, plan, groups.getFirst().heapBytes());
    }

    private String ratio(Group group) {
        Group reference = reference();
        if (group == reference) {
            return "1";
        }
        double[] walls = reference.values(Figure.WALL);
        if (walls.length == 0) {
            return NONE;
        }
        double ratio = group.spread(Figure.WALL).orElseThrow().median() / Spread.of(walls).median();
        return (isLikeReference(group, Figure.WALL) ? NOISE : "") + String.format(Locale.ROOT, "%.2f", ratio);
    }

    private void legend() {
        List<String> lines = new ArrayList<>();
        lines.add("Medians (least-greatest) of " + plan.invocations() + " fresh process" + (plan.invocations() == 1 ? "" : "es") + " each.");
        lines.addAll(aboutTimes(plan));
        if (plan.invocations() < RankTest.LEAST_FIGURES) {
            lines.add("With fewer than " + RankTest.LEAST_FIGURES + " no difference can be told from noise: give --invocations 5 or more.");
        } else {
            lines.add(String.format(Locale.ROOT, "%s  within the noise: the difference from %s is no rarer than %.0f in 100 by chance alone "
                    + "(Mann-Whitney, exact, two-sided).", NOISE, plan.reference().key(), 100 * RankTest.LEVEL));
        }
        text.append(System.lineSeparator());
        lines.forEach(line -> text.append(line).append(System.lineSeparator()));
    }

    private void failures() {
        for (Group group : groups) {
            if (!group.failures().isEmpty()) {
                text.append(String.format(Locale.ROOT, "%s: %s of %d runs failed: %s.%n", group.variant().key(),
                        group.runs().isEmpty() ? "all" : String.valueOf(group.failures().size()),
                        group.failures().size() + group.runs().size(),
                        group.failures().getFirst().path("failure").asText().replaceFirst("[.]\\s*$", "")));
            }
        }
    }
}

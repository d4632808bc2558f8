package org.tospace.workloads.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tospace.workloads.report.chart.Units;
import org.tospace.workloads.report.data.Metric;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.markup.Markup;

/** The table of all runs, in the order in which they were made, the failed among them. */
final class RunsTable {
    private RunsTable() {
    }

    static void write(Markup markup, ResultSet set) {
        List<Metric> metrics = Arrays.stream(Metric.values()).filter(metric -> metric.over(set.runs()).isKnown()).toList();
        boolean isFromFiles = set.runs().stream().map(Run::source).distinct().count() > 1;
        List<String> columns = new ArrayList<>(List.of("Variant", "Order", "Invocation"));
        if (set.isSweep()) {
            columns.add("Heap");
        }
        metrics.forEach(metric -> columns.add(metric.label()));
        if (isFromFiles) {
            columns.add("File");
        }
        columns.add("Result");
        Tables.open(markup, Words.number(set.runs().size(), "run") + " of " + set.workload() + ", in the order in which they were made", columns, "runs");
        for (Run run : set.runs().stream().sorted(Comparator.comparingInt(Run::order)).toList()) {
            markup.open("tr", "class", run.isFailed() ? "failed" : null).element("th", run.variant(), "scope", "row");
            markup.element("td", position(run.order())).element("td", position(run.invocation()));
            if (set.isSweep()) {
                markup.element("td", run.heapBytes() == 0 || run.isIdle() ? Units.UNKNOWN : Units.bytes(run.heapBytes()));
            }
            metrics.forEach(metric -> markup.element("td", Units.of(metric.unit(), metric.of(run))));
            if (isFromFiles) {
                markup.element("td", run.source(), "class", "words");
            }
            markup.element("td", run.isFailed() ? "failed: " + run.failure() : "done", "class", "words").close("tr").line();
        }
        Tables.close(markup);
    }

    private static String position(int position) {
        return position == 0 ? Units.UNKNOWN : Integer.toString(position);
    }
}

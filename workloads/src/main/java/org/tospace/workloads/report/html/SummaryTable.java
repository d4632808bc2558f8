package org.tospace.workloads.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tospace.workloads.report.chart.Units;
import org.tospace.workloads.report.data.Metric;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.data.Spread;
import org.tospace.workloads.report.markup.Markup;

/** The table of medians with their ranges; the best of each column, and what cannot be told from it, is marked by signs and words. */
final class SummaryTable {
    private static final Set<Metric> OF_CONTROL = EnumSet.of(Metric.GAP_P9999, Metric.GAP_MAX, Metric.GAP_MMU10);

    private final ResultSet set;
    private final List<Metric> metrics;

    SummaryTable(ResultSet set) {
        this.set = set;
        this.metrics = Arrays.stream(Metric.values()).filter(metric -> metric != Metric.PAUSE_TOTAL && metric.over(set.runs()).isKnown())
                .toList();
    }

    void write(Markup markup) {
        List<String> columns = new ArrayList<>(List.of("Variant"));
        if (set.isSweep()) {
            columns.add("Heap");
        }
        columns.add("Runs");
        metrics.forEach(metric -> columns.add(metric.label()));
        Tables.open(markup, "Medians over the runs, with the least and the greatest", columns, "summary");
        for (long heap : set.heaps()) {
            ResultSet part = set.isSweep() ? set.withHeap(heap) : set;
            Map<String, List<Run>> runs = part.byVariant();
            List<Ranking> rankings = metrics.stream().map(metric -> Ranking.of(metric, runs)).toList();
            boolean isFirst = heap != set.heaps().getFirst();
            for (String variant : part.variants()) {
                if (!variant.equals(Run.IDLE) || heap == set.heaps().getLast()) {
                    writeRow(markup, part, variant, heap, rankings, isFirst);
                    isFirst = false;
                }
            }
        }
        if (set.heaps().isEmpty()) {
            writeRow(markup, set, Run.IDLE, 0, metrics.stream().map(metric -> Ranking.of(metric, set.byVariant())).toList(), false);
        }
        Tables.close(markup);
        markup.open("p", "class", "legend").element("span", "\u2605", "class", "sign").text(" the best median of its column; ");
        markup.element("span", "\u2248", "class", "sign").text(" within the noise of it: by their ranks, chance explains the difference. No sign where a variant has too few runs.");
        markup.close("p").line();
    }

    private void writeRow(Markup markup, ResultSet part, String variant, long heap, List<Ranking> rankings, boolean isFirst) {
        List<Run> all = part.runs().stream().filter(run -> run.variant().equals(variant)).toList();
        long failed = all.stream().filter(Run::isFailed).count();
        markup.open("tr", "class", isFirst ? "first" : null).element("th", variant, "scope", "row");
        if (set.isSweep()) {
            markup.element("td", variant.equals(Run.IDLE) ? Units.UNKNOWN : Units.bytes(heap));
        }
        markup.element("td", failed == 0 ? Integer.toString(all.size()) : all.size() - failed + ", " + failed + " failed");
        for (Ranking ranking : rankings) {
            boolean isControl = variant.equals(Run.IDLE);
            Spread spread = isControl ? control(ranking) : ranking.spreads().getOrDefault(variant, Spread.of());
            writeCell(markup, ranking.metric(), spread, isControl || ranking.spreads().size() < 2 || !ranking.isTestable() ? "" : sign(ranking, variant));
        }
        markup.close("tr").line();
    }

    /** How long the idle loop ran, and in how much memory, is no result. */
    private static Spread control(Ranking ranking) {
        return OF_CONTROL.contains(ranking.metric()) ? ranking.control() : Spread.of();
    }

    private static String sign(Ranking ranking, String variant) {
        return ranking.isBest(variant) ? "\u2605" : ranking.isWithin(variant) ? "\u2248" : "";
    }

    private static void writeCell(Markup markup, Metric metric, Spread spread, String sign) {
        markup.open("td");
        if (!sign.isEmpty()) {
            markup.element("span", sign, "class", "sign", "aria-hidden", "true");
            markup.element("span", sign.equals("\u2605") ? "best: " : "within the noise of the best: ", "class", "heard").text(" ");
        }
        markup.element("b", Units.of(metric.unit(), spread.median()));
        if (spread.count() > 1 && spread.low() < spread.high()) {
            markup.text(" ").element("span", Units.shortRange(metric.unit(), spread.low(), spread.high()), "class", "range");
        }
        markup.close("td");
    }
}

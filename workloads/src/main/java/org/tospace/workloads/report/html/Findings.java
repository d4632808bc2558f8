package org.tospace.workloads.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tospace.workloads.compare.RankTest;
import org.tospace.workloads.report.chart.Units;
import org.tospace.workloads.report.data.Metric;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.data.Spread;

/** What runs of one heap size say, in sentences; nothing that their noise does not allow to say. */
final class Findings {
    /** A figure that is less than so many times the idle machine's is called the machine's. */
    private static final double NEAR_CONTROL = 2;

    private final ResultSet set;
    private final Map<String, List<Run>> runs;
    private final List<String> sentences = new ArrayList<>();

    private Findings(ResultSet set) {
        this.set = set;
        this.runs = set.byVariant();
    }

    /** Sentences, the most important first; at least one. */
    static List<String> of(ResultSet set) {
        Findings findings = new Findings(set);
        findings.time();
        findings.gaps();
        findings.stalls();
        findings.utilisation();
        findings.failures();
        findings.cautions();
        return List.copyOf(findings.sentences);
    }

    private void time() {
        Ranking wall = Ranking.of(Metric.WALL, runs);
        if (!wall.isKnown()) {
            sentences.add("No run has a wall time.");
            return;
        }
        String best = wall.best();
        if (wall.spreads().size() == 1) {
            sentences.add(set.workload() + " with " + best + " took " + withRange(wall.bestSpread()) + "." + pauses(best));
            return;
        }
        StringBuilder text = new StringBuilder("Fastest is " + best + ": " + withRange(wall.bestSpread()) + ".");
        text.append(within(wall));
        List<String> behind = wall.behind();
        if (!behind.isEmpty()) {
            text.append(" Behind it, as multiples of its time: ")
                    .append(Words.list(behind.stream().map(name -> name + " " + times(wall, name)).toList())).append(".");
        }
        sentences.add(text.toString());
    }

    private String pauses(String variant) {
        Spread longest = Metric.PAUSE_MAX.over(runs.get(variant));
        return longest.isKnown() ? " Its longest pause was " + withRange(longest) + "." : "";
    }

    private static String within(Ranking ranking) {
        List<String> within = ranking.within();
        return within.isEmpty() ? "" : (ranking.isTestable() ? " Within the noise of it: " : " Too few runs to tell it from ")
                + Words.list(within.stream().map(name -> name + " (" + Units.of(ranking.metric().unit(), ranking.spreads().get(name).median()) + ")").toList())
                + ".";
    }

    private static String times(Ranking ranking, String name) {
        return String.format(Locale.ROOT, "%.2f", ranking.spreads().get(name).median() / Math.max(1, ranking.bestSpread().median()));
    }

    private static String withRange(Spread spread) {
        return Units.time(spread.median()) + (spread.count() == 1 ? " in its only run"
                : " (median of " + spread.count() + " runs, which took " + range(Metric.Unit.NANOS, spread) + ")");
    }

    private static String range(Metric.Unit unit, Spread spread) {
        return Units.range(unit, spread.low(), spread.high());
    }

    private void gaps() {
        Ranking gaps = Ranking.of(Metric.GAP_P9999, runs);
        if (gaps.isKnown()) {
            String best = gaps.best();
            StringBuilder text = new StringBuilder("Steadiest is " + best + ", as the program itself sees it: 99.99 % of the gaps between its steps are at most "
                    + Units.time(gaps.bestSpread().median()) + (gaps.bestSpread().count() > 1 ? " (" + range(Metric.Unit.NANOS, gaps.bestSpread()) + ")" : "")
                    + ".");
            text.append(within(gaps));
            if (!gaps.behind().isEmpty()) {
                text.append(" Others: ").append(Words.list(gaps.behind().stream()
                        .map(name -> name + " " + Units.time(gaps.spreads().get(name).median())).toList())).append(".");
            }
            if (gaps.control().isKnown()) {
                text.append(" The machine alone, with an idle loop, shows ").append(Units.time(gaps.control().median()));
                List<String> near = gaps.spreads().entrySet().stream()
                        .filter(entry -> entry.getValue().median() < NEAR_CONTROL * gaps.control().median()).map(Map.Entry::getKey).toList();
                text.append(near.isEmpty() ? "." : ": what is so near to it, of " + Words.list(near) + ", may be the machine's and not the collector's.");
            }
            sentences.add(text.toString());
            return;
        }
        Ranking pauses = Ranking.of(Metric.PAUSE_MAX, runs);
        if (pauses.spreads().size() > 1) {
            sentences.add("The longest pause is shortest with " + pauses.best() + ": " + withRange(pauses.bestSpread()) + "." + within(pauses)
                    + " Gaps between the program's steps were not taken, and pauses are what each collector says of itself.");
        }
    }

    private void stalls() {
        Ranking stalls = Ranking.of(Metric.STALLS, runs);
        if (!stalls.isKnown()) {
            return;
        }
        List<String> with = stalls.spreads().entrySet().stream().filter(entry -> entry.getValue().high() > 0)
                .map(entry -> entry.getKey() + " (" + range(Metric.Unit.COUNT, entry.getValue()) + ")").toList();
        sentences.add(with.isEmpty() ? "No run had an allocation stall: there was always room."
                : "Allocation stalls, where the program had to wait for room, in a run: " + Words.list(with)
                    + (with.size() < stalls.spreads().size() ? "; none with the others." : "."));
    }

    private void utilisation() {
        Ranking own = Ranking.of(Metric.GAP_MMU10, runs);
        boolean isOfGaps = own.isKnown();
        Ranking shares = isOfGaps ? own : Ranking.of(Metric.MMU10, runs);
        if (shares.isKnown()) {
            sentences.add("In its worst 10\u00a0ms the program kept, by its " + (isOfGaps ? "gaps" : "pauses") + ", this share of the time: "
                    + Words.list(shares.spreads().entrySet().stream().map(e -> e.getKey() + " " + Units.share(e.getValue().median())).toList())
                    + " (medians).");
        }
    }

    private void failures() {
        List<Run> failed = set.failed();
        if (!failed.isEmpty()) {
            sentences.add(Words.number(failed.size(), "run") + " of " + set.runs().size() + " failed ("
                    + Words.list(failed.stream().map(Run::variant).distinct().sorted(Run.variantOrder()).toList())
                    + "): in the table of all runs, and in nothing else here.");
        }
    }

    private void cautions() {
        Ranking wall = Ranking.of(Metric.WALL, runs);
        if (wall.spreads().size() > 1 && !wall.isTestable()) {
            sentences.add("With " + Words.number(wall.fewestRuns(), "run") + " of a variant no difference can be told from chance, however great: that takes "
                    + RankTest.LEAST_FIGURES + " at least.");
        }
        if (set.hosts().size() > 1) {
            sentences.add("These runs were made on " + set.hosts().size() + " different machines or configurations: times of different ones do not compare.");
        }
    }
}

package org.tospace.workloads.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tospace.workloads.report.chart.Units;
import org.tospace.workloads.report.data.Metric;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.data.Spread;

/** What runs with heaps of several sizes say, in sentences. */
final class SweepFindings {
    private final ResultSet set;
    private final Map<Long, Ranking> walls = new TreeMap<>();
    private final List<String> sentences = new ArrayList<>();

    private SweepFindings(ResultSet set) {
        this.set = set;
        for (long heap : set.heaps()) {
            Ranking wall = Ranking.of(Metric.WALL, set.withHeap(heap).byVariant());
            if (wall.isKnown()) {
                walls.put(heap, wall);
            }
        }
    }

    /** Sentences, the most important first; at least one. */
    static List<String> of(ResultSet set) {
        SweepFindings findings = new SweepFindings(set);
        if (findings.walls.isEmpty()) {
            return List.of("No run has a wall time.");
        }
        findings.fastest();
        findings.room();
        findings.failures();
        findings.walls.keySet().forEach(findings::oneSize);
        return List.copyOf(findings.sentences);
    }

    private void fastest() {
        Map<String, List<String>> best = new LinkedHashMap<>();
        Map<String, List<String>> within = new LinkedHashMap<>();
        walls.forEach((heap, wall) -> {
            best.computeIfAbsent(wall.best(), _ -> new ArrayList<>()).add(Units.bytes(heap));
            wall.within().forEach(name -> within.computeIfAbsent(name, _ -> new ArrayList<>()).add(Units.bytes(heap)));
        });
        String text = best.size() == 1 ? "Fastest is " + best.keySet().iterator().next() + " with every size of the heap" : "Fastest is " + bySize(best);
        sentences.add(text + (within.isEmpty() ? "." : ". Within the noise of the fastest: " + bySize(within) + "."));
    }

    private static String bySize(Map<String, List<String>> sizes) {
        return String.join("; ", sizes.entrySet().stream().map(entry -> entry.getKey() + " with " + Words.list(entry.getValue())).toList());
    }

    /** How much of its time each variant saves between its smallest and its largest heap. */
    private void room() {
        Map<String, List<String>> savings = new LinkedHashMap<>();
        set.byVariant().forEach((name, runs) -> {
            List<Long> heaps = runs.stream().filter(run -> !run.isIdle()).map(Run::heapBytes).distinct().sorted().toList();
            if (heaps.size() > 1) {
                Spread small = wall(runs, heaps.getFirst());
                Spread large = wall(runs, heaps.getLast());
                if (small.isKnown() && large.isKnown()) {
                    savings.computeIfAbsent("with " + Units.bytes(heaps.getLast()) + " instead of " + Units.bytes(heaps.getFirst()), _ -> new ArrayList<>())
                            .add(name + " " + Units.share(large.median() / Math.max(1, small.median())));
                }
            }
        });
        savings.forEach((sizes, shares) -> sentences.add("What room buys: " + sizes + " the time becomes this share: " + Words.list(shares) + "."));
    }

    private static Spread wall(List<Run> runs, long heap) {
        return Metric.WALL.over(runs.stream().filter(run -> run.heapBytes() == heap).toList());
    }

    private void failures() {
        Map<String, List<String>> failed = new TreeMap<>(Run.variantOrder());
        for (long heap : set.heaps()) {
            set.withHeap(heap).failed().stream().map(Run::variant).distinct()
                    .forEach(name -> failed.computeIfAbsent(name, _ -> new ArrayList<>()).add(Units.bytes(heap)));
        }
        if (!failed.isEmpty()) {
            sentences.add(Words.number(set.failed().size(), "run") + " of " + set.runs().size() + " failed: " + bySize(failed)
                    + ". The table of all runs says why.");
        }
    }

    private void oneSize(long heap) {
        sentences.add("With " + Units.bytes(heap) + ": " + Findings.of(set.withHeap(heap)).getFirst());
    }
}

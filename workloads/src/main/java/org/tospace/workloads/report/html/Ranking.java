package org.tospace.workloads.report.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tospace.workloads.compare.RankTest;
import org.tospace.workloads.report.data.Metric;
import org.tospace.workloads.report.data.Run;
import org.tospace.workloads.report.data.Spread;

/**
 * Variants by one figure: which is best, which cannot be told from it. The control is measured but takes no part.
 *
 * @param metric the figure
 * @param spreads by variant, only of those that have the figure
 * @param control the spread of the idle machine; unknown when it was not measured
 */
record Ranking(Metric metric, Map<String, Spread> spreads, Spread control) {
    static Ranking of(Metric metric, Map<String, ? extends Collection<Run>> runs) {
        Map<String, Spread> spreads = new TreeMap<>(Run.variantOrder());
        Spread control = Spread.of();
        for (Map.Entry<String, ? extends Collection<Run>> entry : runs.entrySet()) {
            Spread spread = metric.over(entry.getValue());
            if (entry.getKey().equals(Run.IDLE)) {
                control = spread;
            } else if (spread.isKnown()) {
                spreads.put(entry.getKey(), spread);
            }
        }
        return new Ranking(metric, spreads, control);
    }

    boolean isKnown() {
        return !spreads.isEmpty();
    }

    /** The name of the best by its median; of several the one that is shown first. */
    String best() {
        String best = spreads.keySet().iterator().next();
        for (Map.Entry<String, Spread> entry : spreads.entrySet()) {
            if (metric.isBetter(entry.getValue().median(), spreads.get(best).median())) {
                best = entry.getKey();
            }
        }
        return best;
    }

    /** Whether no other has a better median; several may share it. */
    boolean isBest(String name) {
        return spreads.containsKey(name) && spreads.get(name).median() == bestSpread().median();
    }

    Spread bestSpread() {
        return spreads.get(best());
    }

    /** Those that the runs do not tell from the best. */
    List<String> within() {
        String best = best();
        return spreads.keySet().stream().filter(name -> !name.equals(best) && isWithin(name)).toList();
    }

    boolean isWithin(String name) {
        return spreads.containsKey(name) && !spreads.get(name).differs(bestSpread());
    }

    /** Those that are worse by more than the noise, the nearest first. */
    List<String> behind() {
        List<String> behind = new ArrayList<>(spreads.keySet().stream().filter(name -> !isWithin(name)).toList());
        behind.sort((a, b) -> metric.isBetter(spreads.get(a).median(), spreads.get(b).median()) ? -1
                : metric.isBetter(spreads.get(b).median(), spreads.get(a).median()) ? 1 : 0);
        return behind;
    }

    /** Whether there are runs enough for any difference to be more than chance. */
    boolean isTestable() {
        return fewestRuns() >= RankTest.LEAST_FIGURES;
    }

    /** The fewest runs that any variant has. */
    int fewestRuns() {
        return spreads.values().stream().mapToInt(Spread::count).min().orElse(0);
    }
}

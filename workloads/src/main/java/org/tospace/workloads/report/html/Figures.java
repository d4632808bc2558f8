package org.tospace.workloads.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tospace.workloads.report.chart.Figure;
import org.tospace.workloads.report.chart.PercentileFigure;
import org.tospace.workloads.report.chart.RunTimesFigure;
import org.tospace.workloads.report.chart.SeriesStyle;
import org.tospace.workloads.report.chart.SweepFigure;
import org.tospace.workloads.report.chart.TimeFigures;
import org.tospace.workloads.report.chart.UtilisationFigure;
import org.tospace.workloads.report.data.Distribution;
import org.tospace.workloads.report.data.Metric;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.Run;

/** The figures of a set of runs, each with what to know to read it; those for which there are data. */
final class Figures {
    private static final String PERCENTILES = "Each step to the right is ten times as rare: at 99.99 % one in ten thousand is longer. "
            + "A line that stays low to the right is good; it ends at the longest of all, after which there are no data.";

    private final Map<String, SeriesStyle> styles;

    Figures(Map<String, SeriesStyle> styles) {
        this.styles = styles;
    }

    /** Against the size of the heap. */
    List<Figure> ofSweep(String prefix, ResultSet set) {
        String spread = "Points are medians, upright bars go from the least to the greatest run; a size without a point has no run that succeeded.";
        List<Figure> figures = new ArrayList<>();
        figures.addAll(SweepFigure.of(prefix + "sweep-time", "Wall time by heap size",
                List.of("What memory buys in time: a collector that has more room collects less often. " + spread), Metric.WALL, styles, set));
        figures.addAll(SweepFigure.of(prefix + "sweep-cpu", "CPU time by heap size",
                List.of("The processor time of all threads, those of the collector too: what a concurrent collector does beside the program shows here "
                    + "and not in the wall time. " + spread), Metric.CPU, styles, set));
        figures.addAll(SweepFigure.of(prefix + "sweep-pause", "Longest pause by heap size",
                List.of("The longest pause of a run, as the collector tells it. " + spread), Metric.PAUSE_MAX, styles, set));
        figures.addAll(SweepFigure.of(prefix + "sweep-gap", "99.99 % gap by heap size",
                List.of("What only one in ten thousand gaps between the program's steps exceeds. " + spread), Metric.GAP_P9999, styles, set));
        return figures;
    }

    /** Of runs with the same heap. */
    List<Figure> of(String prefix, ResultSet set) {
        Map<String, List<Run>> runs = set.byVariant();
        Map<String, List<Run>> collected = new TreeMap<>(Run.variantOrder());
        runs.forEach((name, list) -> {
            if (!name.equals(Run.IDLE)) {
                collected.put(name, list);
            }
        });
        TimeFigures overTime = new TimeFigures(styles, runs);
        List<Figure> figures = new ArrayList<>(RunTimesFigure.of(prefix + "times", "Time of each run",
                List.of("A filled circle is the wall time of one process, a hollow diamond the processor time of all its threads, the collector's too, both of an iteration; "
                    + "upright strokes are medians. Where the circles of two variants lie among each other, their difference is noise."), styles, runs));
        figures.addAll(PercentileFigure.of(prefix + "gap-percentiles", "Gaps of the program, by percentile",
                List.of("A gap is the time from one step of the program to the next, read on the same clock at the same places in every variant: "
                    + "pauses, traps, stalls, barriers, and the operating system's interruptions are all in it. " + PERCENTILES,
                    "Idle, where it is shown, is a loop that does nothing but read the clock in a process of its own: what it shows is the machine's."),
                "gaps", styles, distributions(runs, Run::gaps)));
        figures.addAll(PercentileFigure.of(prefix + "pause-percentiles", "Pauses, by percentile",
                List.of("Pauses as each collector tells them: of tospace flips, traps, stalls and assists; of the JVM its own pauses and stalls. " + PERCENTILES,
                    "Percentiles count pauses, not time: a collector that pauses briefly a million times looks better here than one with ten "
                        + "pauses, and may take more. Where a file keeps only the longest pauses, or only some percentiles, the table says \u2264."),
                "pauses", styles, distributions(collected, Run::pauses)));
        figures.addAll(overTime.events(prefix + "pause-times", "Pauses over time",
                List.of("Each bar is a pause of one run of each variant, the one with the median wall time, where it began and as high as it was long. "
                    + "The longest of each neighbourhood has a marker that tells its kind; of several on one spot the longest is drawn."),
                "pauses", Run::pauseEvents));
        figures.addAll(overTime.events(prefix + "gap-times", "Gaps of the program over time",
                List.of("The same of the gaps between the program's steps; only those above a threshold are kept one by one, 50\u00a0\u00b5s unless told otherwise. "
                    + "Interruptions by the operating system are in it, in idle nothing but them."), "gaps", Run::gapEvents));
        figures.addAll(UtilisationFigure.of(prefix + "gap-mmu", "Utilisation, from the gaps",
                List.of("Minimum mutator utilisation (MMU): of all windows of a length, the smallest share of time that was left to the program, taken from "
                    + "its gaps. Higher is better. Points are medians over the runs, upright bars their ranges."),
                styles, runs, Run::gapMmu));
        figures.addAll(UtilisationFigure.of(prefix + "mmu", "Utilisation, from the pauses",
                List.of("The same from the pauses that the collector tells of (Cheng and Blelloch 2001). It shows many short pauses in a row, which percentiles hide; "
                    + "work that a barrier does beside each access is not in it."),
                styles, collected, Run::mmu));
        figures.addAll(overTime.heap(prefix + "heap", "Heap over time",
                List.of("Used memory of one run of each variant, the one with the median wall time; the dashed line is the whole heap. A copying collector keeps a "
                    + "part of it free for the copies.")));
        return figures;
    }

    private static Map<String, List<Distribution>> distributions(Map<String, List<Run>> runs, Function<Run, Distribution> what) {
        Map<String, List<Distribution>> all = new TreeMap<>(Run.variantOrder());
        runs.forEach((name, list) -> all.put(name, list.stream().map(what).toList()));
        return all;
    }
}

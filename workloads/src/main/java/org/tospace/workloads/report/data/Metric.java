package org.tospace.workloads.report.data;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** A figure that each run has, or has not: then it is NaN. */
public enum Metric {
    WALL("Wall time", Unit.NANOS, false, Run::wallNanos),
    CPU("CPU time", Unit.NANOS, false, Run::cpuNanos),
    PEAK("Peak memory", Unit.BYTES, false, Run::peakBytes),
    PAUSE_MAX("Longest pause", Unit.NANOS, false, Run::longestPauseNanos),
    PAUSE_TOTAL("All pauses", Unit.NANOS, false, Run::pausedNanos),
    GAP_P9999("99.99\u00a0% gap", Unit.NANOS, false, run -> run.gaps().at(0.9999)),
    GAP_MAX("Longest gap", Unit.NANOS, false, run -> run.gaps().max()),
    STALLS("Stalls", Unit.COUNT, false, Run::stalls),
    MMU10("MMU, 10\u00a0ms", Unit.SHARE, true, run -> run.mmuAt(10)),
    GAP_MMU10("Gap MMU, 10\u00a0ms", Unit.SHARE, true, run -> run.gapMmuAt(10));

    /** What a figure counts. */
    public enum Unit {
        NANOS, BYTES, COUNT, SHARE
    }

    private final String label;
    private final Unit unit;
    private final boolean isMoreBetter;
    private final ToDoubleFunction<Run> value;

    Metric(String label, Unit unit, boolean isMoreBetter, ToDoubleFunction<Run> value) {
        this.label = label;
        this.unit = unit;
        this.isMoreBetter = isMoreBetter;
        this.value = value;
    }

    /** The name in tables. */
    public String label() {
        return label;
    }

    /** What it counts. */
    public Unit unit() {
        return unit;
    }

    /** Whether {@code a} is a better value than {@code b}. */
    public boolean isBetter(double a, double b) {
        return isMoreBetter ? a > b : a < b;
    }

    /** The figure of one run. */
    public double of(Run run) {
        return value.applyAsDouble(run);
    }

    /** The spread over the runs that did not fail. */
    public Spread over(Collection<Run> runs) {
        return Spread.of(runs.stream().filter(run -> !run.isFailed()).mapToDouble(value).toArray());
    }
}

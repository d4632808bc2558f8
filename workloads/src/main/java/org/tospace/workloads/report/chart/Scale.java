package org.tospace.workloads.report.chart;

import java.util.List;

/** Where a value lies along an axis. */
interface Scale {
    /** From 0 at the axis' start to 1 at its end; values beyond lie at the ends. */
    double place(double value);

    /** Ascending. */
    List<Tick> ticks();
}

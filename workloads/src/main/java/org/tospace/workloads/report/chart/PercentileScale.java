package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Percentiles as HdrHistogram draws them: 90 %, 99 %, 99.9 % and so on in equal distances, so that the rare and long show. Values are shares
 * from 0 to 1.
 */
final class PercentileScale implements Scale {
    private static final double HALF = 0.5;

    private final double decades;

    /** Reaches as far as so many values tell. */
    PercentileScale(long count) {
        this.decades = Math.clamp(Math.log10(Math.max(2, count)), 1, 9);
    }

    @Override
    public double place(double share) {
        return Math.clamp(-Math.log10(Math.max(1e-12, 1 - share)) / decades, 0, 1);
    }

    /** The share at a place from 0 to 1. */
    double share(double place) {
        return 1 - Math.pow(10, -place * decades);
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>(List.of(new Tick(0, decades > 4 ? "" : "0 %"), new Tick(HALF, "50 %")));
        for (int nines = 1; nines <= decades + 1e-9; nines++) {
            ticks.add(new Tick(1 - Math.pow(10, -nines), label(nines)));
        }
        return ticks;
    }

    /** 90 %, 99 %, 99.9 % and so on. */
    private static String label(int nines) {
        return switch (nines) {
            case 1 -> "90 %";
            case 2 -> "99 %";
            default -> "99." + "9".repeat(nines - 2) + " %";
        };
    }
}

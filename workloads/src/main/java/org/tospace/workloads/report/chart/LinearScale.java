package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** From 0 to a round value at or above the greatest. */
final class LinearScale implements Scale {
    private static final int MOST_STEPS = 8;

    private final double end;
    private final double step;
    private final DoubleFunction<String> label;

    private LinearScale(double end, double step, DoubleFunction<String> label) {
        this.end = end;
        this.step = step;
        this.label = label;
    }

    /** Steps of 1, 2 or 5 times a power of ten. */
    static LinearScale decimal(double greatest, DoubleFunction<String> label) {
        double most = Math.max(greatest, 1e-9);
        double power = Math.pow(10, Math.floor(Math.log10(most / MOST_STEPS)));
        double step = power;
        for (double factor : new double[] {1, 2, 5, 10}) {
            step = factor * power;
            if (most / step <= MOST_STEPS) {
                break;
            }
        }
        return new LinearScale(Math.ceil(most / step - 1e-9) * step, step, label);
    }

    /** Steps that are powers of two, for sizes. */
    static LinearScale binary(double greatest) {
        double most = Math.max(greatest, 1);
        double step = Math.pow(2, Math.ceil(Math.log(most / MOST_STEPS) / Math.log(2)));
        return new LinearScale(Math.ceil(most / step - 1e-9) * step, step, Units::bytes);
    }

    /** From 0 to 100 %. */
    static LinearScale shares() {
        return new LinearScale(1, 0.2, Units::share);
    }

    @Override
    public double place(double value) {
        return Math.clamp(value / end, 0, 1);
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= end * (1 + 1e-9); i++) {
            ticks.add(new Tick(i * step, i == 0 ? "0" : label.apply(i * step)));
        }
        return ticks;
    }
}

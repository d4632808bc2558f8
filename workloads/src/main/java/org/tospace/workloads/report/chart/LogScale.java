package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** By powers of ten: equal distances are equal factors. */
final class LogScale implements Scale {
    private final double start;
    private final double end;
    private final List<Tick> ticks;

    private LogScale(double start, double end, List<Tick> ticks) {
        this.start = start;
        this.end = end;
        this.ticks = List.copyOf(ticks);
    }

    /** Whole decades around these times, at least one. */
    static LogScale times(double least, double greatest) {
        int low = (int) Math.floor(Math.log10(Math.max(1, least)));
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(Math.max(1, greatest)) - 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (int decade = low; decade <= high; decade++) {
            double value = Math.pow(10, decade);
            ticks.add(new Tick(value, Units.time(value)));
            for (double factor : new double[] {2, 5}) {
                if (decade < high && high - low <= 5) {
                    ticks.add(new Tick(factor * value, ""));
                }
            }
        }
        return new LogScale(Math.pow(10, low), Math.pow(10, high), ticks);
    }

    /** A tick at each of these values, which are ascending and positive. */
    static LogScale at(double[] values, DoubleFunction<String> label) {
        double last = values[values.length - 1];
        return new LogScale(values[0], last > values[0] ? last : values[0] * 2,
                DoubleStream.of(values).mapToObj(value -> new Tick(value, label.apply(value))).toList());
    }

    /** The value at the start of the axis. */
    double least() {
        return start;
    }

    @Override
    public double place(double value) {
        return Math.clamp(Math.log(Math.max(value, start) / start) / Math.log(end / start), 0, 1);
    }

    @Override
    public List<Tick> ticks() {
        return ticks;
    }
}

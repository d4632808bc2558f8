package org.tospace.runtime.primitives;

import java.util.function.DoubleSupplier;

/** Repeats what is measured: first some rounds that nobody counts, in which the JVM compiles what runs often. */
final class Sampling {

    private static final int WARM_UP = 60;

    private Sampling() {
    }

    /** What {@code repetitions} rounds gave, at least 1. */
    static Spread repeat(int repetitions, DoubleSupplier round) {
        for (int i = 0; i < WARM_UP; i++) {
            round.getAsDouble();
        }
        double[] samples = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            samples[i] = round.getAsDouble();
        }
        return Spread.of(samples);
    }
}

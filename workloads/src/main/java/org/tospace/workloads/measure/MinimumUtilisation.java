package org.tospace.workloads.measure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Minimum mutator utilisation (MMU): of all windows of a given length in a mutator's life, the smallest share of time that the mutator had
 * to itself; of several mutators the least.
 *
 * <p>Exact. While a window slides to the right, the pause in it grows only as long as its end moves through a pause, and shrinks only as
 * long as its start does. So from any window one can slide, never losing pause, to one that ends where a pause ends, begins where a pause
 * begins, or lies at an end of the life; those are tried. A window longer than the life counts as the whole life.
 *
 * <p>Source: P. Cheng and G. Blelloch, "A parallel, real-time garbage collector", PLDI 2001, section 2.
 */
public final class MinimumUtilisation {
    /** The windows of reports, in milliseconds. */
    public static final List<Integer> WINDOWS_MILLIS = List.of(1, 2, 5, 10, 20, 50, 100);

    private static final long NANOS_A_MILLI = 1_000_000;

    private MinimumUtilisation() {
    }

    /**
     * The utilisation in the worst window.
     *
     * @param windowNanos the window's length, at least 1
     * @return from 0 (a pause as long as the window) to 1
     * @throws IllegalArgumentException when the window is empty
     */
    public static double of(PauseIntervals pauses, long windowNanos) {
        if (windowNanos < 1) {
            throw new IllegalArgumentException("windowNanos must be at least 1: " + windowNanos);
        }
        long life = pauses.spanEnd() - pauses.spanStart();
        if (life <= 0) {
            return 1;
        }
        long window = Math.min(windowNanos, life);
        long lastStart = pauses.spanEnd() - window;
        long most = Math.max(paused(pauses, pauses.spanStart(), window), paused(pauses, lastStart, window));
        for (int i = 0; i < pauses.size(); i++) {
            most = Math.max(most, paused(pauses, Math.min(pauses.start(i), lastStart), window));
            most = Math.max(most, paused(pauses, Math.max(pauses.end(i) - window, pauses.spanStart()), window));
        }
        return (double) (window - most) / window;
    }

    private static long paused(PauseIntervals pauses, long from, long window) {
        return pauses.pausedBetween(from, from + window);
    }

    /** The least utilisation of several mutators at each of {@link #WINDOWS_MILLIS}; 1 where there is no mutator. */
    public static Map<Integer, Double> byWindow(Collection<PauseIntervals> mutators) {
        Map<Integer, Double> byWindow = new LinkedHashMap<>();
        for (int millis : WINDOWS_MILLIS) {
            byWindow.put(millis, mutators.stream().mapToDouble(pauses -> of(pauses, millis * NANOS_A_MILLI)).min().orElse(1));
        }
        return byWindow;
    }
}

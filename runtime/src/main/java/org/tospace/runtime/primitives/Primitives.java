package org.tospace.runtime.primitives;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tospace.runtime.dirty.DirtyMechanism;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.memory.PageSize;
import org.tospace.runtime.probe.Mechanism;
import org.tospace.runtime.probe.ProbeResult;

/**
 * What the primitives cost here. Nanoseconds.
 *
 * @param pageBytes the system's page
 * @param pages how many pages there are to each figure
 * @param repetitions how often each figure was taken
 * @param seed of the random orders
 * @param add an add
 * @param traps a row for each way of closing that this kernel has and each way of serving
 * @param mapTwice MAP2, a page
 * @param dirty a row for each mechanism of DIRTY that this kernel has
 * @param unavailable what this kernel does not have, and why
 */
public record Primitives(long pageBytes, int pages, int repetitions, long seed, Spread add, List<TrapTimes> traps, Spread mapTwice,
        List<DirtyTimes> dirty, Map<String, String> unavailable) {

    /** As in Appel and Li's benchmark. */
    public static final int PAGES = 100;

    /** Is told what is being measured. */
    @FunctionalInterface
    public interface Progress {

        /**
         * One more part begins.
         *
         * @param part in a few words
         */
        void begin(String part);
    }

    /**
     * Takes all figures: some seconds for 300 repetitions, in which this thread traps more than a million times.
     *
     * @param repetitions how often to take each figure, at least 1, after some rounds that do not count
     * @param seed of the random orders
     * @param progress is told of each part
     * @return the figures
     * @throws IllegalArgumentException if {@code repetitions} is not positive
     * @throws IllegalStateException if pages trapped more often or less often than they had to
     * @throws org.tospace.runtime.linux.SystemCallException if the system refuses what it has agreed to before
     * @throws UnsupportedOperationException on another processor than x86-64, where nothing traps
     */
    public static Primitives measure(int repetitions, long seed, Progress progress) {
        SupportedPlatform.machineCodeProblem().ifPresent(sentence -> {
            throw new UnsupportedOperationException("what traps cost cannot be measured here: " + sentence);
        });
        if (repetitions < 1) {
            throw new IllegalArgumentException("repetitions must be at least 1: " + repetitions);
        }
        Map<String, String> unavailable = new LinkedHashMap<>();
        progress.begin("add");
        Spread add = AddMeasurement.measure(repetitions);
        List<TrapTimes> traps = new ArrayList<>();
        for (PageClosing closing : PageClosing.values()) {
            if (isAvailable(closing.mechanism(), closing.key(), unavailable)) {
                for (TrapServing serving : TrapServing.values()) {
                    progress.begin(closing.key() + ", " + serving.key());
                    try (TrapMeasurement measurement = new TrapMeasurement(closing, serving, PAGES, seed)) {
                        traps.add(measurement.measure(repetitions));
                    }
                }
            }
        }
        progress.begin("MAP2");
        Spread mapTwice = MapTwiceMeasurement.measure(PAGES, repetitions);
        List<DirtyTimes> dirty = new ArrayList<>();
        for (DirtyMechanism mechanism : DirtyMechanism.values()) {
            Mechanism probed = mechanism == DirtyMechanism.SCAN ? Mechanism.DIRTY_PAGES : Mechanism.DIRTY_TRAPS;
            if (isAvailable(probed, "dirty pages by " + mechanism.key(), unavailable)) {
                progress.begin("DIRTY");
                dirty.add(DirtyMeasurement.measure(mechanism, PAGES, repetitions, seed));
            }
        }
        return new Primitives(PageSize.bytes(), PAGES, repetitions, seed, add, List.copyOf(traps), mapTwice, List.copyOf(dirty),
                Map.copyOf(unavailable));
    }

    private static boolean isAvailable(Mechanism mechanism, String name, Map<String, String> unavailable) {
        ProbeResult result = mechanism.probe();
        if (!result.available()) {
            unavailable.put(name, result.detail());
        }
        return result.available();
    }
}

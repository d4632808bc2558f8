package org.tospace.workloads.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Runs a workload with each kind of record in turn, again and again, and compares. */
public final class RecordingCost {
    private final RecordedRun run;
    private final int rounds;
    private final Random random;
    private final Map<Recording, List<Long>> nanos = new EnumMap<>(Recording.class);

    /**
     * A comparison.
     *
     * @param words the workload and its options, as for {@code run}
     * @param rounds how often each kind runs; each round has an order of its own
     * @param seed of the orders
     */
    public RecordingCost(List<String> words, int rounds, long seed) {
        this.run = new RecordedRun(words);
        this.rounds = rounds;
        this.random = new Random(seed);
        for (Recording recording : Recording.values()) {
            nanos.put(recording, new ArrayList<>());
        }
    }

    /**
     * Runs it all.
     *
     * @param progress is told of each round that is done
     * @throws RecordingException when a run fails; none is made after it
     * @throws IOException when its files cannot be written or read
     */
    public String measure(Consumer<String> progress) throws IOException, RecordingException {
        for (int round = 1; round <= rounds; round++) {
            List<Recording> order = new ArrayList<>(List.of(Recording.values()));
            Collections.shuffle(order, random);
            for (Recording recording : order) {
                nanos.get(recording).add(run.run(recording));
            }
            progress.accept("round " + round + " of " + rounds);
        }
        return table();
    }

    /** What {@link #measure} has measured, for JSON: of each kind its times and its ratios to the run of the same round with nothing recorded. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Recording recording : Recording.values()) {
            List<Long> times = nanos.get(recording);
            Ratios ratios = Ratios.of(times, nanos.get(Recording.NOTHING));
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("title", recording.title());
            each.put("iterationNanos", times);
            each.put("medianNanos", Ratios.median(times));
            each.put("ratio", Map.of("median", ratios.median(), "lowerQuartile", ratios.low(), "upperQuartile", ratios.high()));
            figures.put(recording.key(), each);
        }
        return figures;
    }

    private String table() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "  %-30s %12s %10s   %s%n", "recorded", "an iteration", "ratio", "middle half of the rounds"));
        for (Recording recording : Recording.values()) {
            List<Long> times = nanos.get(recording);
            Ratios ratios = Ratios.of(times, nanos.get(Recording.NOTHING));
            text.append(String.format(Locale.ROOT, "  %-30s %9.1f ms %10.3f   %.3f to %.3f%n", recording.title(), Ratios.median(times) / 1e6, ratios.median(),
                    ratios.low(), ratios.high()));
        }
        return text.toString();
    }
}

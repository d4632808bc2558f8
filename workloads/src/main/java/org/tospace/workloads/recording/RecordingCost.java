package org.tospace.workloads.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
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
     * @throws IOException when a run fails
     */
    public String measure(Consumer<String> progress) throws IOException {
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

    private String table() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "  %-28s %12s %10s   %s%n", "recorded", "median", "ratio", "middle half of the rounds"));
        for (Recording recording : Recording.values()) {
            List<Long> times = nanos.get(recording);
            Ratios ratios = Ratios.of(times, nanos.get(Recording.NOTHING));
            text.append(String.format(Locale.ROOT, "  %-28s %9.1f ms %10.3f   %.3f to %.3f%n", recording.title(), Ratios.median(times) / 1e6, ratios.median(),
                    ratios.low(), ratios.high()));
        }
        return text.toString();
    }
}

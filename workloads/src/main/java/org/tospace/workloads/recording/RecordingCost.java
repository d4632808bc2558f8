package org.tospace.workloads.recording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tospace.workloads.run.RunOutcome;

/**
 * Runs a workload with each kind of record in turn, again and again in this process, and compares each run with those with nothing recorded just before and just after
 * it: a machine's pace changes within seconds. Nothing recorded is a kind like the others; what it differs from itself is noise.
 */
public final class RecordingCost {
    private final Function<Recording, RunOutcome> run;
    private final int discarded;
    private final int rounds;
    private final Random random;
    private final Map<Recording, List<Long>> nanos = new EnumMap<>(Recording.class);
    /** Of each of these times the mean of its neighbours. */
    private final Map<Recording, List<Long>> neighbours = new EnumMap<>(Recording.class);

    /**
     * A comparison.
     *
     * @param run runs once, with that recorded
     * @param discarded how many rounds go before those that count: the JVM's warm-up, and the start of its Flight Recorder
     * @param rounds how often each kind runs and counts; each round has an order of its own
     * @param seed of the orders
     */
    public RecordingCost(Function<Recording, RunOutcome> run, int discarded, int rounds, long seed) {
        this.run = run;
        this.discarded = discarded;
        this.rounds = rounds;
        this.random = new Random(seed);
        for (Recording recording : Recording.values()) {
            nanos.put(recording, new ArrayList<>());
            neighbours.put(recording, new ArrayList<>());
        }
    }

    /**
     * Runs it all.
     *
     * @param progress is told of each round that is done
     * @return the run that failed, after which none was made; empty when all is measured
     */
    public Optional<RunOutcome> measure(Consumer<String> progress) {
        RunOutcome before = run.apply(Recording.NOTHING);
        if (!before.verified()) {
            return Optional.of(before);
        }
        for (int round = 1; round <= discarded + rounds; round++) {
            List<Recording> order = new ArrayList<>(List.of(Recording.values()));
            Collections.shuffle(order, random);
            for (Recording recording : order) {
                RunOutcome outcome = run.apply(recording);
                if (!outcome.verified()) {
                    return Optional.of(outcome);
                }
                RunOutcome after = run.apply(Recording.NOTHING);
                if (!after.verified()) {
                    return Optional.of(after);
                }
                if (round > discarded) {
                    nanos.get(recording).add(outcome.iterationNanos());
                    neighbours.get(recording).add((before.iterationNanos() + after.iterationNanos()) / 2);
                }
                before = after;
            }
            progress.accept(round > discarded ? "round " + (round - discarded) + " of " + rounds : "round " + round + " of " + discarded + " that count in nothing");
        }
        return Optional.empty();
    }

    /** What {@link #measure} has measured, for JSON: of each kind its times and its ratios to its neighbours, with nothing recorded. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Recording recording : Recording.values()) {
            Ratios ratios = ratios(recording);
            Map<String, Object> ratio = new LinkedHashMap<>();
            ratio.put("median", ratios.median());
            ratio.put("lowerQuartile", ratios.quartiles().low());
            ratio.put("upperQuartile", ratios.quartiles().high());
            ratios.confidence().ifPresent(range -> ratio.put("confidence95", range));
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("title", recording.title());
            each.put("iterationNanos", nanos.get(recording));
            each.put("neighbourNanos", neighbours.get(recording));
            each.put("medianNanos", Ratios.median(nanos.get(recording)));
            each.put("ratio", ratio);
            figures.put(recording.key(), each);
        }
        return figures;
    }

    /** The same for people. */
    public String table() {
        String head = String.format(Locale.ROOT, "  %-30s %12s %7s   %-14s   %s%n", "recorded", "an iteration", "ratio", "95 % sure", "middle half of the rounds");
        StringBuilder text = new StringBuilder(head);
        for (Recording recording : Recording.values()) {
            Ratios ratios = ratios(recording);
            text.append(String.format(Locale.ROOT, "  %-30s %9.1f ms %7.3f   %-14s   %s%n", recording.title(), Ratios.median(nanos.get(recording)) / 1e6, ratios.median(),
                    ratios.confidence().map(RecordingCost::text).orElse("-"), text(ratios.quartiles())));
        }
        return text.toString();
    }

    private Ratios ratios(Recording recording) {
        return Ratios.of(nanos.get(recording), neighbours.get(recording));
    }

    private static String text(Ratios.Range range) {
        return String.format(Locale.ROOT, "%.3f to %.3f", range.low(), range.high());
    }
}

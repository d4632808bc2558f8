package org.tospace.workloads.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Trials in shuffled order. They come in rounds: each round has every variant and heap once, in an order of its own, so that what changes on the
 * machine with time meets all of them. A variant that has failed twice with a heap is not tried again with it.
 */
public final class Experiment {
    private static final long FIRST_IDLE_MILLIS = 2_000;
    private static final long LEAST_IDLE_MILLIS = 500;
    private static final long MOST_IDLE_MILLIS = 30_000;
    private static final int MOST_FAILURES = 2;

    private final List<Trial> trials;
    private final List<ObjectNode> runs = new ArrayList<>();
    private final Map<Trial, Integer> failures = new HashMap<>();

    private Experiment(List<Trial> trials) {
        this.trials = trials;
    }

    /**
     * An experiment of so many rounds.
     *
     * @param seed of the order
     */
    public static Experiment of(List<Variant> variants, List<Long> heaps, int rounds, long seed) {
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        for (int invocation = 1; invocation <= rounds; invocation++) {
            List<Trial> round = new ArrayList<>();
            for (long heapBytes : heaps) {
                for (Variant variant : variants) {
                    round.add(new Trial(variant, heapBytes, invocation));
                }
            }
            Collections.shuffle(round, random);
            trials.addAll(round);
        }
        return new Experiment(trials);
    }

    /** All trials in their order. */
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /**
     * Runs all of them.
     *
     * @param child runs one; its second argument is how many milliseconds the control is to idle: as long as other runs take
     * @param before is told of each before it is run, with its place in the order, from 1
     * @return their records
     */
    public List<ObjectNode> run(BiFunction<Trial, Long, ObjectNode> child, Consumer<String> before) {
        int order = 0;
        for (Trial trial : trials) {
            order++;
            Trial kind = new Trial(trial.variant(), trial.heapBytes(), 0);
            if (failures.getOrDefault(kind, 0) >= MOST_FAILURES) {
                continue;
            }
            before.accept(order + "/" + trials.size() + " " + trial.variant().key());
            ObjectNode run = child.apply(trial, idleMillis());
            run.put("order", order);
            runs.add(run);
            if (run.has("failure")) {
                failures.merge(kind, 1, Integer::sum);
            }
        }
        return List.copyOf(runs);
    }

    /** As long as the runs so far took, in the middle. */
    private long idleMillis() {
        double[] walls = runs.stream().filter(run -> !run.path("variant").asText().equals(Variant.IDLE.key()) && run.has("wallNanos"))
                .mapToDouble(run -> run.path("wallNanos").asDouble()).toArray();
        if (walls.length == 0) {
            return FIRST_IDLE_MILLIS;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis((long) Spread.of(walls).median());
        return Math.clamp(millis, LEAST_IDLE_MILLIS, MOST_IDLE_MILLIS);
    }
}

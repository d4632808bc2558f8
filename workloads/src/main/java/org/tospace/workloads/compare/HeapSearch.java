package org.tospace.workloads.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.tospace.gc.ByteSize;

/** The search for the smallest heap that a workload works in under one variant, each size tried in a fresh process. For one thread. */
public final class HeapSearch {
    /** How far above a size that fails the result may be. */
    public static final double PRECISION = 0.02;

    private static final int CONFIRMATIONS = 2;
    private static final long OBJECT_SPACE_UNIT_BYTES = 256 << 10;
    /** A JVM's collectors round the heap to their regions, of a mebibyte or so. */
    private static final long JVM_UNIT_BYTES = 1 << 20;
    private static final int PATIENCE = 20;
    private static final Duration LEAST_LIMIT = Duration.ofSeconds(20);

    private final BiFunction<Trial, Duration, ObjectNode> runs;
    private final Optional<Duration> fixedLimit;
    private final Consumer<String> before;
    private Duration limit;
    private boolean anyWorked;
    private int tries;
    private String lastFailure = "";

    /**
     * A search.
     *
     * @param runs runs a trial that may take so long, and returns its record
     * @param firstLimit how long the first run may take, and all until one has worked
     * @param fixedLimit how long each of the others may; unless given 20 times as long as the first that worked, at least 20 s
     * @param before is told of each size before it is tried
     */
    public HeapSearch(BiFunction<Trial, Duration, ObjectNode> runs, Duration firstLimit, Optional<Duration> fixedLimit,
            Consumer<String> before) {
        this.runs = runs;
        this.fixedLimit = fixedLimit;
        this.limit = fixedLimit.orElse(firstLimit);
        this.before = before;
    }

    /**
     * What a search has found.
     *
     * @param found empty when no size worked
     * @param unitBytes all sizes were multiples of it
     * @param tries how many processes it took
     * @param lastFailure why the last run failed that did; empty when none has
     */
    public record Result(Variant variant, Optional<MinimumHeap.Found> found, long unitBytes, int tries, String lastFailure) {
    }

    /** Searches from {@code startBytes}, never trying more than {@code mostBytes}. */
    public Result search(Variant variant, long startBytes, long mostBytes) {
        long unit = variant.isPlain() ? JVM_UNIT_BYTES : OBJECT_SPACE_UNIT_BYTES;
        MinimumHeap search = new MinimumHeap(bytes -> works(variant, bytes), unit, PRECISION, CONFIRMATIONS);
        Optional<MinimumHeap.Found> found = search.search(startBytes, mostBytes);
        return new Result(variant, found, unit, tries, lastFailure);
    }

    private boolean works(Variant variant, long bytes) {
        tries++;
        before.accept(variant.key() + " in " + ByteSize.format(bytes));
        long start = System.nanoTime();
        ObjectNode run = runs.apply(new Trial(variant, bytes, tries), limit);
        if (run.has("failure")) {
            lastFailure = run.path("failure").asText();
            return false;
        }
        if (!anyWorked && fixedLimit.isEmpty()) {
            // It has more room than all that follow, and is the measure for them.
            limit = max(LEAST_LIMIT, Duration.ofNanos(PATIENCE * (System.nanoTime() - start)));
        }
        anyWorked = true;
        return true;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}

package org.tospace.workloads.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/** A figure of a run's record that runs are compared by. */
public enum Figure {
    /** Time of an iteration, nanoseconds: in each process the median of all that count. */
    WALL("wall", "iterationNanos"),
    /** Processor time of an iteration, of the whole process, nanoseconds: in each process the mean. */
    CPU("cpu", "cpuNanos") {
        @Override
        public OptionalDouble of(JsonNode run) {
            OptionalDouble all = super.of(run);
            return all.isPresent() ? OptionalDouble.of(all.getAsDouble() / Math.max(1, run.path("iterations").size())) : all;
        }
    },
    /** The most memory that the process had, bytes. */
    PEAK("peak", "peakBytes"),
    /** The longest pause of any kind, nanoseconds. */
    PAUSE_MAX("pauseMax", "pauses") {
        @Override
        public OptionalDouble of(JsonNode run) {
            DoubleStream longest = StreamSupport.stream(run.path("pauses").spliterator(), false)
                    .filter(pause -> pause.path("count").asLong() > 0).mapToDouble(pause -> pause.path("maxNanos").asDouble());
            return run.has("pauses") ? OptionalDouble.of(longest.max().orElse(0)) : OptionalDouble.empty();
        }
    },
    /** How often a thread had to wait for room. */
    STALLS("stalls", "/pauses/stall/count"),
    /** The longest of those waits, nanoseconds. */
    STALL_MAX("stallMax", "/pauses/stall/maxNanos"),
    /** Minimum mutator utilisation in windows of 10 ms, from 0 to 1. */
    MMU_10("mmu10", "/mmu/10"),
    /** The same with each longer gap taken for a pause. */
    GAP_MMU_10("gapMmu10", "/gapMmu/10"),
    /** Of the gaps between steps the 99th percentile, nanoseconds. */
    GAP_P99("gapP99", "/gaps/p99Nanos"),
    /** Of the gaps between steps the 99.99th percentile, nanoseconds. */
    GAP_P9999("gapP9999", "/gaps/p9999Nanos"),
    /** The longest gap, nanoseconds. */
    GAP_MAX("gapMax", "/gaps/maxNanos");

    private final String key;
    private final String pointer;

    Figure(String key, String member) {
        this.key = key;
        this.pointer = member.startsWith("/") ? member : "/" + member;
    }

    /** The name in summaries. */
    public String key() {
        return key;
    }

    /** The figure in a run's record; empty where the record does not have it. */
    public OptionalDouble of(JsonNode run) {
        JsonNode member = run.at(pointer);
        return member.isNumber() ? OptionalDouble.of(member.asDouble()) : OptionalDouble.empty();
    }
}

package org.tospace.workloads.report.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Makes a {@link Run} of a run record. */
final class RunReader {
    private static final String UNNAMED = "unnamed";

    private final String source;
    private final List<String> notes;

    /**
     * A reader of the records of one file.
     *
     * @param notes takes a sentence for each member that is there and cannot be read
     */
    RunReader(String source, List<String> notes) {
        this.source = source;
        this.notes = notes;
    }

    /**
     * The run of a record.
     *
     * @param file the object that the record stands in, for what is said once for all runs
     */
    Run read(JsonNode record, JsonNode file) {
        Map<String, KindCount> kinds = kinds(record.path("pauses"));
        List<Event> events = events(record.path("pauseEvents"), "pause");
        double dropped = JsonFields.number(record, "pauseEventsDropped");
        JsonNode gaps = record.path("gaps");
        String variant = variant(record);
        long heap = record.has("heapBytes") ? JsonFields.whole(record, "heapBytes") : JsonFields.whole(file, "heapBytes");
        return new Run(variant, source, (int) JsonFields.whole(record, "invocation"), (int) JsonFields.whole(record, "order"), heap,
                iterationNanos(record), JsonFields.number(record, "cpuNanos") / iterations(record), JsonFields.number(record, "peakBytes"), kinds,
                DistributionReader.pauses(events, dropped, kinds.values()), events, dropped,
                DistributionReader.gaps(gaps, notes, "A run of " + variant + " in " + source), events(gaps.path("events"), "gap"),
                shares(record.path("mmu")), shares(record.path("gapMmu")), samples(record.path("heapOverTime")), failure(record));
    }

    /** How many iterations the times are of; at least 1. */
    private static int iterations(JsonNode record) {
        return Math.max(1, record.path("iterations").size());
    }

    /** The time of the iteration in the middle, however old the record. */
    private static double iterationNanos(JsonNode record) {
        double known = JsonFields.number(record, "iterationNanos");
        if (!Double.isNaN(known)) {
            return known;
        }
        double[] each = StreamSupport.stream(record.path("iterations").spliterator(), false).mapToDouble(one -> JsonFields.number(one, "wallNanos")).toArray();
        double median = Spread.of(each).median();
        return Double.isNaN(median) ? JsonFields.number(record, "wallNanos") : median;
    }

    private static String variant(JsonNode record) {
        String variant = JsonFields.text(record, "variant");
        String barrier = JsonFields.text(record, "barrier");
        return !variant.isBlank() ? variant : !barrier.isBlank() ? barrier : UNNAMED;
    }

    private static String failure(JsonNode record) {
        String failure = JsonFields.text(record, "failure");
        if (!failure.isBlank()) {
            return failure;
        }
        if (record.path("verified").isBoolean() && !record.path("verified").booleanValue()) {
            return "The workload's own check failed.";
        }
        long exit = JsonFields.whole(record, "exitCode");
        return exit == 0 ? "" : "Exit code " + exit + ".";
    }

    private static Map<String, KindCount> kinds(JsonNode pauses) {
        Map<String, KindCount> kinds = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : pauses.properties()) {
            JsonNode kind = member.getValue();
            if (kind.isObject()) {
                double count = JsonFields.number(kind, "count");
                kinds.put(member.getKey(), count > 0
                        ? new KindCount(count, JsonFields.number(kind, "p50Nanos"), JsonFields.number(kind, "p99Nanos"),
                            JsonFields.number(kind, "maxNanos"), JsonFields.number(kind, "totalNanos"))
                        : new KindCount(count, Double.NaN, Double.NaN, Double.NaN, 0));
            }
        }
        return Collections.unmodifiableMap(kinds);
    }

    private static List<Event> events(JsonNode array, String kind) {
        List<Event> events = new ArrayList<>();
        for (JsonNode event : array) {
            double start = JsonFields.number(event.path(0));
            double length = JsonFields.number(event.path(1));
            if (!Double.isNaN(start) && !Double.isNaN(length)) {
                events.add(new Event(start, length, event.path(2).isTextual() ? event.path(2).textValue() : kind));
            }
        }
        events.sort(Comparator.comparingDouble(Event::startNanos));
        return List.copyOf(events);
    }

    private static List<Sample> samples(JsonNode array) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode pair : array) {
            double at = JsonFields.number(pair.path(0));
            double value = JsonFields.number(pair.path(1));
            if (!Double.isNaN(at) && !Double.isNaN(value)) {
                samples.add(new Sample(at, value));
            }
        }
        samples.sort(Comparator.comparingDouble(Sample::at));
        return List.copyOf(samples);
    }

    /** Windows in milliseconds as keys, shares as values. */
    private static NavigableMap<Double, Double> shares(JsonNode object) {
        NavigableMap<Double, Double> shares = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            double share = JsonFields.number(member.getValue());
            if (share <= 1 && member.getKey().matches("\\d{1,6}(\\.\\d{1,6})?") && Double.parseDouble(member.getKey()) > 0) {
                shares.put(Double.parseDouble(member.getKey()), share);
            }
        }
        return Collections.unmodifiableNavigableMap(shares);
    }
}

package org.tospace.workloads.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The runs of one variant with one heap.
 *
 * @param runs records of the runs that were done and verified
 * @param failures records of those that were not
 */
public record Group(Variant variant, long heapBytes, List<JsonNode> runs, List<JsonNode> failures) {
    private record Key(String variant, long heapBytes) {
    }

    /** Runs in groups, which are in the order of the trials. */
    public static List<Group> of(List<Trial> trials, List<? extends JsonNode> records) {
        Map<Key, Group> groups = new LinkedHashMap<>();
        for (Trial trial : trials) {
            groups.putIfAbsent(new Key(trial.variant().key(), trial.heapBytes()),
                    new Group(trial.variant(), trial.heapBytes(), new ArrayList<>(), new ArrayList<>()));
        }
        for (JsonNode run : records) {
            Group group = groups.get(new Key(run.path("variant").asText(), run.path("heapBytes").asLong()));
            (run.has("failure") ? group.failures() : group.runs()).add(run);
        }
        return List.copyOf(groups.values());
    }

    /** A figure of each run that was done. */
    public double[] values(Figure figure) {
        return runs.stream().map(figure::of).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).toArray();
    }

    /** A figure's spread; empty where no run has it. */
    public Optional<Spread> spread(Figure figure) {
        double[] values = values(figure);
        return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** Whether a figure differs from the other group's by more than chance would have it. */
    public boolean differs(Figure figure, Group other) {
        return RankTest.differ(values(figure), other.values(figure));
    }
}

package org.tospace.workloads.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes records of runs smaller: of the pauses and gaps that they have one by one, the longest stay. Sums and distributions are of all. */
public final class LongestEvents {
    private static final int LENGTH = 1;

    private LongestEvents() {
    }

    /**
     * Keeps the longest in their order, and counts the others as dropped.
     *
     * @param most how many of each kind
     * @return the record
     */
    public static ObjectNode keep(ObjectNode run, int most) {
        keep(run, "pauseEvents", "pauseEventsDropped", most);
        if (run.path("gaps") instanceof ObjectNode gaps) {
            keep(gaps, "events", "eventsDropped", most);
        }
        return run;
    }

    private static void keep(ObjectNode object, String events, String dropped, int most) {
        if (object.path(events) instanceof ArrayNode all && all.size() > most) {
            List<JsonNode> kept = new ArrayList<>();
            all.forEach(kept::add);
            kept.sort(Comparator.comparingLong((JsonNode event) -> event.path(LENGTH).asLong()).reversed());
            kept.subList(most, kept.size()).clear();
            kept.sort(Comparator.comparingLong(event -> event.path(0).asLong()));
            object.put(dropped, object.path(dropped).asLong() + all.size() - most);
            object.putArray(events).addAll(kept);
        }
    }
}

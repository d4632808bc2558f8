package org.tospace.workloads.report.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tospace.gc.ByteSize;

/** What a workload was asked for. */
final class Settings {
    /** What must be the same in runs that are shown together. */
    private static final List<String> IDENTITY = List.of("workload", "size", "walk", "preset", "threads", "warmup");
    private static final List<String> SHOWN = List.of("size", "walk", "preset", "threads", "seed", "warmup", "iterations", "invocations", "pageBytes",
            "stress", "verify", "background", "script", "kind", "with", "heaps");

    private Settings() {
    }

    /** Names and values for people. */
    static Map<String, String> of(JsonNode object) {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, String> there = JsonFields.scalars(object);
        JsonFields.scalars(object.path("parameters")).forEach(all::putIfAbsent);
        for (String name : SHOWN) {
            if (there.containsKey(name)) {
                all.put(name, there.get(name));
            }
        }
        if (object.path("iterations").isArray()) {
            all.put("iterations", Integer.toString(object.path("iterations").size()));
        }
        return all;
    }

    /** What tells apart single runs that have nothing to do with each other. */
    static Map<String, String> ofRun(JsonNode record) {
        Map<String, String> all = JsonFields.scalars(record);
        all.keySet().retainAll(IDENTITY);
        all.remove("warmup", "0");
        return all;
    }

    /** The command that makes such a run, as far as the record tells; empty where it has something that is no plain word or number. */
    static String command(JsonNode record) {
        StringBuilder command = new StringBuilder("./tospace run ").append(JsonFields.text(record, "workload"));
        long heap = JsonFields.whole(record, "heapBytes");
        append(command, "--heap", heap == 0 ? "" : ByteSize.format(heap));
        for (String option : List.of("size", "threads", "walk", "preset", "seed", "barrier")) {
            JsonNode value = record.path(option);
            append(command, "--" + option, value.isTextual() || value.isIntegralNumber() ? value.asText() : "");
        }
        append(command, "--warmup", JsonFields.whole(record, "warmup") == 0 ? "" : record.path("warmup").asText());
        append(command, "--iterations", record.path("iterations").size() > 1 ? Integer.toString(record.path("iterations").size()) : "");
        String text = command.toString();
        return text.matches("[./A-Za-z0-9 -]+") ? text : "";
    }

    private static void append(StringBuilder command, String option, String value) {
        if (!value.isEmpty()) {
            command.append(' ').append(option).append(' ').append(value);
        }
    }
}

package org.tospace.workloads.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * Results of microbenchmarks as JSON has them: what was asked for, the facts of the host, and what JMH says of each benchmark but for the paths of
 * the machine that it ran on, so that it can be kept and compared with another machine's.
 *
 * @param command the words that ask for the same again
 * @param startedAt in UTC, as in ISO 8601
 * @param benchmarks JMH's results
 */
@JsonPropertyOrder({"schemaVersion", "kind", "command", "startedAt", "host", "benchmarks"})
public record BenchmarkReport(int schemaVersion, String kind, String command, String startedAt, HostFacts host, JsonNode benchmarks) {
    private static final int SCHEMA_VERSION = 2;
    private static final String KIND = "jmh";

    /**
     * The JSON of results that were had on this machine.
     *
     * @param words JMH's own
     * @param results an array, as JMH writes it
     * @throws IllegalArgumentException when that is not JSON, or no array
     */
    public static String write(List<String> words, Instant startedAt, String results) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        try {
            if (!(mapper.readTree(results) instanceof ArrayNode benchmarks)) {
                throw new IllegalArgumentException("results must be an array: " + results);
            }
            benchmarks.forEach(BenchmarkReport::removePaths);
            String command = "./tospace jmh " + String.join(" ", words);
            BenchmarkReport report = new BenchmarkReport(SCHEMA_VERSION, KIND, command.strip(), startedAt.toString(), HostFacts.read(), benchmarks);
            return mapper.writeValueAsString(report) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("results must be JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Removes the JVM's path, and of its options those that name files. */
    private static void removePaths(JsonNode benchmark) {
        if (benchmark instanceof ObjectNode object) {
            object.remove("jvm");
            if (object.get("jvmArgs") instanceof ArrayNode options) {
                for (int i = options.size() - 1; i >= 0; i--) {
                    if (options.get(i).asText().contains("/")) {
                        options.remove(i);
                    }
                }
            }
        }
    }
}

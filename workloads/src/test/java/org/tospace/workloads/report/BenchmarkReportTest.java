package org.tospace.workloads.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkReportTest {
    private static final String RESULTS = """
            [{"benchmark": "org.tospace.benchmarks.AccessBenchmark.loadPlain", "jvm": "/opt/jdk/bin/java", "forks": 1,
              "jvmArgs": ["-XX:+UseSerialGC", "--module-path=/home/me/gc.jar:/home/me/runtime.jar", "--enable-native-access=ALL-UNNAMED"],
              "primaryMetric": {"score": 0.949, "scoreUnit": "ns/op"}}]
            """;

    @Test
    void resultsAreKeptWithTheHostAndTheCommand() throws JsonProcessingException {
        String text = BenchmarkReport.write(List.of("AccessBenchmark", "-f", "1"), Instant.parse("2026-01-02T03:04:05Z"), RESULTS);
        JsonNode json = new ObjectMapper().readTree(text);
        assertEquals("jmh", json.get("kind").asText());
        assertEquals("./tospace jmh AccessBenchmark -f 1", json.get("command").asText());
        assertEquals("2026-01-02T03:04:05Z", json.get("startedAt").asText());
        assertEquals(HostFacts.read().kernel(), json.get("host").get("kernel").asText());
        assertEquals(0.949, json.get("benchmarks").get(0).get("primaryMetric").get("score").asDouble());
    }

    @Test
    void pathsOfTheMachineAreLeftOut() throws JsonProcessingException {
        String text = BenchmarkReport.write(List.of(), Instant.EPOCH, RESULTS);
        assertFalse(text.contains("/opt/jdk") || text.contains("/home/me"), text);
        JsonNode options = new ObjectMapper().readTree(text).get("benchmarks").get(0).get("jvmArgs");
        assertEquals(2, options.size());
        assertEquals("-XX:+UseSerialGC", options.get(0).asText());
    }

    @Test
    void whatIsNoListOfResultsIsRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> BenchmarkReport.write(List.of(), Instant.EPOCH, "{}")).getMessage()
                .startsWith("results must be an array"));
        assertThrows(IllegalArgumentException.class, () -> BenchmarkReport.write(List.of(), Instant.EPOCH, "["));
    }
}

package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is run to warm up is done, and in no figure, whoever collects. */
class WarmupTest {
    private static final String SMALL = "gcbench --size 12 --heap 3m --walk 16 --gaps ";

    @TempDir
    private Path folder;

    private static CommandRun run(String words) {
        return CommandRun.of(words.split(" "));
    }

    private JsonNode results(String words) throws IOException {
        Path file = folder.resolve("results.json");
        CommandRun run = run(words + " --json " + file);
        assertEquals(0, run.exitCode(), run.out() + run.err());
        return new ObjectMapper().readTree(file.toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run ", "run-plain --variant serial "})
    void theSameIsMeasuredWithAndWithout(String command) throws IOException {
        JsonNode cold = results(command + SMALL + "--iterations 2");
        JsonNode warm = results(command + SMALL + "--warmup 3 --iterations 2");
        assertEquals(0, cold.get("warmup").asInt());
        assertEquals(3, warm.get("warmup").asInt());
        assertEquals(2, warm.get("iterations").size());
        assertTrue(cold.get("gaps").get("count").asLong() > 100);
        assertEquals(cold.get("gaps").get("count").asLong(), warm.get("gaps").get("count").asLong());
        long first = warm.get("iterations").get(0).get("wallNanos").asLong();
        long second = warm.get("iterations").get(1).get("wallNanos").asLong();
        assertEquals(first + second, warm.get("wallNanos").asLong());
        assertEquals((first + second) / 2, warm.get("iterationNanos").asLong());
        assertTrue(warm.get("gaps").get("totalNanos").asLong() <= first + second);
        for (String events : new String[] {"/pauseEvents", "/gaps/events", "/heapOverTime"}) {
            warm.at(events).forEach(event -> assertTrue(event.get(0).asLong() >= 0, events + " has one before the begin: " + event));
        }
    }

    @Test
    void sumsAreOfWhatIsMeasuredOnly() throws IOException {
        JsonNode cold = results("run " + SMALL.strip());
        JsonNode warm = results("run " + SMALL + "--warmup 4");
        long once = cold.get("bytesAllocated").asLong();
        assertEquals(once, warm.get("bytesAllocated").asLong(), once / 4.0);
        assertTrue(cold.get("collections").asLong() > 2);
        assertTrue(warm.get("collections").asLong() < 2 * cold.get("collections").asLong(), warm.get("collections") + " after " + cold.get("collections"));
    }

    @Test
    void theLogOfPausesHasThoseThatAreMeasured() throws IOException {
        Path log = folder.resolve("pauses.hlog");
        JsonNode results = results("run gcbench --size 14 --heap 8m --walk 16 --warmup 3 --hlog " + log);
        Histogram traps = new Histogram(3);
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            for (EncodableHistogram each = reader.nextIntervalHistogram(); each != null; each = reader.nextIntervalHistogram()) {
                if (each.getTag().equals("trap")) {
                    traps.add((Histogram) each);
                }
            }
        }
        assertTrue(traps.getTotalCount() > 0);
        assertEquals(results.get("pauses").get("trap").get("count").asLong(), traps.getTotalCount());
    }

    @Test
    void whatTheWorkloadPrintsIsOfTheIterationsThatCount() {
        String line = "long lived tree of depth 6";
        CommandRun run = run("run binary-trees --size 6 --warmup 2");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(1, run.out().lines().filter(each -> each.startsWith(line)).count(), run.out());
        assertTrue(run.out().contains("after 2 iterations to warm up"), run.out());
    }

    @Test
    void aRunThatFailsWhileItWarmsUpHasFailed() throws IOException {
        CommandRun run = run("run gcbench --size 16 --heap 2m --warmup 1 --json -");
        assertEquals(1, run.exitCode(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertFalse(json.get("verified").asBoolean());
        assertEquals(0, json.get("iterations").size());
        assertEquals(0, json.get("wallNanos").asLong());
    }

    @Test
    void aComparisonSaysWhatItsTimesAreOf() throws IOException {
        String words = "compare gcbench --size 10 --heap 16m --with trap,serial --invocations 1 --warmup 2 --iterations 3";
        CommandRun run = run(words + " --json " + folder.resolve("comparison.json"));
        assertEquals(0, run.exitCode(), run.out() + run.err());
        Stream.of("wall time an iteration", "processor time an iteration", "Each process ran 3 iterations: ", "Warm: ", " 2 times, which is in no figure")
                .forEach(part -> assertTrue(run.out().contains(part), part + " in:\n" + run.out()));
        JsonNode json = new ObjectMapper().readTree(folder.resolve("comparison.json").toFile());
        assertEquals(2, json.get("warmup").asInt());
        assertEquals(3, json.get("iterations").asInt());
        assertEquals(10, json.get("size").asInt());
        for (JsonNode each : json.get("runs")) {
            boolean isIdle = each.get("variant").asText().equals("idle");
            assertEquals(isIdle ? 1 : 3, each.get("iterations").size());
            assertEquals(isIdle ? 1 : 2, each.get("warmup").asInt());
        }
        JsonNode trap = json.get("runs").get(0).get("variant").asText().equals("trap") ? json.get("runs").get(0) : json.get("runs").get(1);
        if (trap.get("variant").asText().equals("trap")) {
            assertEquals(trap.get("iterationNanos").asDouble(), json.get("summary").get(0).get("wall").get("median").asDouble(), 1);
            assertEquals(trap.get("cpuNanos").asDouble() / 3, json.get("summary").get(0).get("cpu").get("median").asDouble(), 1);
        }
    }
}

package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandsTest {
    @TempDir
    private Path folder;

    private static CommandRun run(String words) {
        return CommandRun.of(words.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compare gcbnch                                 | There is no workload 'gcbnch'. Did you mean 'gcbench'?
            compare gcbench --with trap,g2                 | --with names no variant: 'g2'. Did you mean 'g1'?
            compare gcbench --with idle                    | --with must name something to compare besides the control
            compare lox --with trap,zgc                    | zgc needs a version of the workload on ordinary Java objects, and lox has none
            compare gcbench --warmup -1                    | --warmup must be from 0 to 1000000: -1.
            sweep gcbench --warmup -1                      | --warmup must be from 0
            compare gcbench --events 20001                 | --events must be from 0 to 20000: 20001.
            compare gcbench --invocations 0                | --invocations must be from 1 to 50: 0.
            compare gcbench --heap 64q                     | '64q'
            compare gcbench --heap 8k                      | --heap must be at least 256k: 8k.
            compare gcbench --page 5000                    | --page must be a power of two
            compare gcbench --size 99                      | --size of gcbench (depth of the stretch tree) must be from 8 to 26: 99.
            compare splay --walk 3                         | --walk is not an option of splay.
            compare gcbench --time-limit 0                 | --time-limit must be from 1 to 86400: 0.
            compare gcbench --json /nowhere/x.json         | its folder does not exist.
            compare gcbench --json /proc/no-such           | /proc/no-such: it cannot be created there
            minheap gcbench --with idle                    | --with must not name idle
            minheap gcbench --with magic                   | --with names no variant: 'magic'.
            minheap gcbench --json /nowhere/x.json         | its folder does not exist.
            recording-cost --rounds 0                      | --rounds must be from 1 to 1000: 0.
            recording-cost -- gcbnch                       | 'run gcbnch' cannot be run: There is no workload 'gcbnch'. Did you mean 'gcbench'?
            recording-cost --discard -1                    | --discard must be from 0 to 1000: -1.
            recording-cost -- gcbench --size 9999          | 'run gcbench --size 9999' cannot be run: --size of gcbench
            recording-cost -- gcbench --gc-log x           | 'run gcbench --gc-log x' cannot be run: option '--gc-log'
            recording-cost -- gcbench --gaps               | 'run gcbench --gaps' cannot be run: Unknown option: '--gaps'
            recording-cost --json /nowhere/x.json          | its folder does not exist.
            sweep gcbench --heaps 3y                       | '3y'
            sweep gcbench --heaps 0.5x                     | must be at least 1x: 0.5x
            sweep gcbench --heaps 64m,8k                   | --heaps must be at least 256k: 8k.
            sweep gcbench --invocations 51                 | --invocations must be from 1 to 50: 51.
            sweep gcbench --json /nowhere/x.json           | its folder does not exist.
            """)
    void wrongWordsEndWithTwoAndASentenceBeforeAnythingRuns(String words, String expected) {
        CommandRun run = run(words);
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertTrue(run.err().contains("See 'tospace " + words.substring(0, words.indexOf(' ')) + " --help'."), run.err());
        assertEquals("", run.out());
    }

    @Test
    void twoVariantsAndTheControlAreComparedInProcessesOfTheirOwn() throws IOException {
        Path file = folder.resolve("results.json");
        CommandRun run = run("compare gcbench --size 10 --walk 8 --heap 16m --with trap,serial --invocations 2 --seed 5 --json " + file);
        assertEquals(0, run.exitCode(), run.out() + run.err());
        for (String part : List.of("trap", "serial", "idle", "wall time", "vs trap", "processor time", "peak memory", "longest pause", "stalls",
                "MMU 10 ms", "99.99 %", "Medians (least-greatest) of 2 fresh processes each.", "--walk 8")) {
            assertTrue(run.out().contains(part), part + " in:\n" + run.out());
        }
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals("comparison", json.get("kind").asText());
        assertEquals(2, json.get("schemaVersion").asInt());
        assertEquals(5, json.get("seed").asLong());
        assertTrue(json.get("command").asText().startsWith("tospace compare gcbench --size 10"), json.get("command").asText());
        assertEquals(6, json.get("runs").size());
        Set<String> order = new TreeSet<>();
        for (JsonNode each : json.get("runs")) {
            order.add(each.get("order").asText());
            assertTrue(each.get("verified").asBoolean(), each.toString());
            assertTrue(each.get("cpuNanos").isNumber() && each.get("peakBytes").asLong() > 10_000_000, each.toString());
            assertTrue(each.get("gaps").get("count").asLong() > 100);
            assertEquals(16 << 20, each.get("heapBytes").asLong());
            assertFalse(each.has("failure"));
        }
        assertEquals(Set.of("1", "2", "3", "4", "5", "6"), order);
        JsonNode serial = json.get("summary").get(1);
        assertEquals("serial", serial.get("variant").asText());
        assertEquals(2, serial.get("runs").asInt());
        for (String figure : List.of("wall", "cpu", "peak", "pauseMax", "gapP9999", "stalls", "mmu10")) {
            assertTrue(serial.get(figure).get("low").asDouble() <= serial.get(figure).get("high").asDouble(), figure);
        }
    }

    @Test
    void aVariantThatFailsIsSaidToAndOthersAreComparedAllTheSame() {
        CommandRun run = run("compare gcbench --size 10 --heap 1m --with trap,zgc --invocations 1 --no-control");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().contains("zgc: all of 1 runs failed: the JVM cannot start: "), run.out());
        assertTrue(run.out().matches("(?s).*  trap +[0-9].*"), run.out());
        assertFalse(run.out().contains("idle"), run.out());
    }

    @Test
    void whereNothingCouldBeComparedTheExitCodeIsOneAndTheJsonSaysWhy() throws IOException {
        CommandRun run = run("compare gcbench --size 16 --heap 2m --with trap --invocations 1 --no-control --json -");
        assertEquals(1, run.exitCode(), run.out() + run.err());
        assertTrue(run.err().contains("trap: all of 1 runs failed: "), run.err());
        JsonNode failed = new ObjectMapper().readTree(run.out()).get("runs").get(0);
        assertEquals(1, failed.get("exitCode").asInt());
        assertTrue(failed.get("failure").asText().contains("bytes requested"), failed.get("failure").asText());
    }

    @Test
    void aProcessThatTakesTooLongIsEnded() {
        CommandRun run = run("compare gcbench --preset big --walk 1 --with serial --heap 512m --invocations 1 --time-limit 1 --no-control");
        assertEquals(1, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().contains("serial: all of 1 runs failed: still running after 1 s, and was ended."), run.out());
    }

    @Test
    void theSmallestHeapWorksAndOneThatIsClearlySmallerDoesNot() throws IOException {
        Path file = folder.resolve("minheap.json");
        CommandRun run = run("minheap gcbench --size 14 --with trap --time-limit 300 --json " + file);
        assertEquals(0, run.exitCode(), run.out() + run.err());
        JsonNode result = new ObjectMapper().readTree(file.toFile()).get("results").get(0);
        long bytes = result.get("heapBytes").asLong();
        assertTrue(result.get("failedBytes").asLong() < bytes);
        assertTrue(run.out().contains("fails; steps of 256k"), run.out());
        assertEquals(0, run("run gcbench --size 14 --heap " + bytes).exitCode());
        assertEquals(1, run("run gcbench --size 14 --heap " + Math.max(256 << 10, bytes / 2)).exitCode());
    }

    @Test
    void aSweepHasARowForEachHeap() throws IOException {
        Path file = folder.resolve("sweep.json");
        CommandRun run = run("sweep gcbench --size 10 --heaps 16m,4m --with trap,serial --invocations 1 --json " + file);
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().matches("(?s).*wall time +trap +serial\\R  4m .*\\R  16m .*longest pause.*"), run.out());
        JsonNode json = new ObjectMapper().readTree(Files.readString(file));
        assertEquals("sweep", json.get("kind").asText());
        assertEquals(4, json.get("runs").size());
        assertEquals(4, json.get("summary").size());
        assertEquals(4 << 20, json.get("summary").get(0).get("heapBytes").asLong());
    }
}

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.Barrier;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.Verification;

class RunCommandTest {
    @TempDir
    private Path folder;

    private static CommandRun run(String words) {
        return CommandRun.of(Stream.concat(Stream.of("run"), Stream.of(words.split(" "))).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gcbnch                         | There is no workload 'gcbnch'. Did you mean 'gcbench'?
            gcbench --heap 64q             | '64q'
            gcbench --heap 8k              | --heap must be at least 256k: 8k.
            gcbench --page 5000            | --page must be a power of two
            gcbench --barrier magic        | barrier must be one of
            gcbench --threads 0            | --threads must be from 1 to 256: 0.
            gcbench --threads two          | 'two' is not an int
            gcbench --iterations 0         | --iterations must be from 1
            gcbench --warmup -1            | --warmup must be from 0 to 1000000: -1.
            gcbench --warmup few           | 'few' is not an int
            gcbench --size 99              | --size of gcbench (depth of the stretch tree) must be from 8 to 26: 99.
            gcbench --stress -1            | --stress must be 0 (off)
            gcbench --walk 0               | --walk must be from 1
            graph --walk 8                 | --walk is not an option of graph.
            splay --preset big             | --preset is not an option of splay.
            gcbench --preset huge          | huge
            gcbench --no-such-option       | --no-such-option
            gcbench --json /nowhere/x.json | its folder does not exist.
            gcbench --json /proc/no-such   | /proc/no-such: it cannot be created there (no such file or directory).
            gcbench --json /etc/passwd/x   | /etc/passwd/x: Not a directory.
            gcbench --dump /nowhere/x      | --dump names a file that cannot be written, /nowhere/x: its folder does not exist.
            gcbench --dump /etc/passwd     | --dump names a file that exists already, and overwrites nothing: /etc/passwd.
            """)
    void wrongWordsEndWithTwoAndASentence(String words, String expected) {
        CommandRun run = run(words);
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertTrue(run.err().contains("See 'tospace run --help'."), run.err());
        assertEquals("", run.out());
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void anUnknownBarrierIsAnsweredWithEachThatThereIs(Barrier barrier) {
        String err = run("gcbench --barrier magic").err();
        assertTrue(err.matches("(?s).*barrier must be one of .*\\b" + barrier.key() + "\\b.*: magic\\..*"), err);
    }

    @Test
    void anEmptyNameIsNoFileForResults() {
        CommandRun run = CommandRun.of("run", "gcbench", "--json", "");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().startsWith("tospace: --json must name a file, or be '-' for standard output: ''."), run.err());
        assertEquals("", run.out());
    }

    @Test
    void aLinkIntoAFolderThatDoesNotExistCannotBeCreatedAndStays() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing").resolve("file"));
        CommandRun run = run("gcbench --json " + link);
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("it cannot be created there"), run.err());
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void theWorkloadMustBeNamed() {
        CommandRun run = CommandRun.of("run");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("WORKLOAD"), run.err());
    }

    @Test
    void aRunEndsWithZeroAndATableOnStandardOutput() {
        CommandRun run = run("gcbench --size 10 --heap 4m --iterations 2");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        for (String part : List.of("done and verified", "an iteration", "median (least-greatest) of 2", "one by one", "all of them", "collections", "flip", "trap", "stall", "assist",
                "pages scanned", "MMU", "100 ms")) {
            assertTrue(run.out().contains(part), part + " in:\n" + run.out());
        }
    }

    @Test
    void anExhaustedHeapEndsWithOneAndSaysSizesAndWhatMayHelp() {
        CommandRun run = run("gcbench --size 16 --heap 2m");
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.err().matches("(?s).*bytes requested, .*bytes?.* semispace .*\\. Try a larger heap, such as --heap 4m\\.\\R"), run.err());
        assertTrue(run.out().contains("gcbench: FAILED"), run.out());
    }

    @Test
    void jsonHasTheKeysInTheirOrder() throws IOException {
        Path file = folder.resolve("result.json");
        CommandRun run = run("gcbench --size 10 --heap 4m --iterations 3 --seed 7 --barrier " + Barrier.CHECKED.key() + " --threads 2 --json " + file);
        assertEquals(0, run.exitCode(), run.err());
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertKeys(json, "schemaVersion", "kind", "workload", "verified", "barrier", "heapBytes", "pageBytes", "threads", "seed", "size",
                "walk", "preset", "warmup", "stress", "verify", "background", "options", "wallNanos", "iterationNanos", "variant", "cpuNanos", "peakBytes",
                "pauseEvents", "pauseEventsDropped", "heapOverTime", "collections", "bytesAllocated", "bytesCopied", "pagesScanned", "pauses", "iterations", "mmu", "host");
        assertKeys(json.get("pagesScanned"), "byTrap", "byCollector", "byAssist");
        assertKeys(json.get("pauses"), "flip", "trap", "stall", "assist");
        json.get("pauses").forEach(pause -> assertKeys(pause, "count", "p50Nanos", "p99Nanos", "maxNanos", "totalNanos"));
        assertKeys(json.get("mmu"), "1", "2", "5", "10", "20", "50", "100");
        assertKeys(json.get("host"), "cpu", "cores", "kernel", "jdk", "pageSizeBytes", "mapLimit");
        assertEquals(3, json.get("iterations").size());
        assertKeys(json.get("iterations").get(0), "wallNanos", "collections");
        assertEquals(2, json.get("schemaVersion").asInt());
        assertEquals("gcbench", json.get("workload").asText());
        assertTrue(json.get("verified").asBoolean());
        assertEquals(Barrier.CHECKED.key(), json.get("barrier").asText());
        assertEquals(4 << 20, json.get("heapBytes").asLong());
        assertEquals(2, json.get("threads").asInt());
        assertEquals(7, json.get("seed").asLong());
        assertTrue(json.get("host").get("mapLimit").asLong() > 1_000);
        assertTrue(json.get("host").get("pageSizeBytes").asLong() >= 4_096);
        long sum = Stream.of(0, 1, 2).mapToLong(i -> json.get("iterations").get(i).get("wallNanos").asLong()).sum();
        assertEquals(sum, json.get("wallNanos").asLong());
    }

    @Test
    void jsonSaysHowToRepeatARun() throws IOException {
        CommandRun run = run("gcbench --size 8 --heap 4m --page 8k --walk 16 --stress 5000 --verify --no-background --json -");
        assertEquals(0, run.exitCode(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(8, json.get("size").asLong());
        assertEquals(16, json.get("walk").asInt());
        assertTrue(json.get("preset").isNull());
        assertEquals(5_000, json.get("stress").asLong());
        assertEquals("after-gc", json.get("verify").asText());
        assertFalse(json.get("background").asBoolean());
        HeapOptions expected = HeapOptions.builder().heapBytes(4 << 20).pageBytes(8 << 10).stress(5_000).background(false)
                .verification(Verification.AFTER_GC).log(false).build();
        assertEquals(expected.toString(), json.get("options").asText());
        assertEquals(expected.toString(), HeapOptions.parse(json.get("options").asText()).toString());
    }

    @Test
    void jsonOfARunWithoutWordsHasTheDefaults() throws IOException {
        JsonNode json = new ObjectMapper().readTree(run("graph --size 10 --json -").out());
        HeapOptions defaults = HeapOptions.builder().log(false).build();
        assertEquals(defaults.barrier().key(), json.get("barrier").asText());
        assertEquals(defaults.toString(), json.get("options").asText());
        assertEquals(10, json.get("size").asLong());
        assertTrue(json.get("walk").isNull());
        assertTrue(json.get("preset").isNull());
        assertTrue(json.get("background").asBoolean());
        assertEquals(0, json.get("stress").asLong());
        assertEquals("never", json.get("verify").asText());
    }

    @Test
    void gapsAreMeasuredForThoseWhoAsk() throws IOException {
        CommandRun run = run("gcbench --size 12 --heap 4m --walk 8 --threads 2 --gaps --json -");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.err().matches("(?s).*gaps +count +median +99 % +99.99 % +longest\\R.*"), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertKeys(json.get("gaps"), "count", "p50Nanos", "p99Nanos", "p999Nanos", "p9999Nanos", "maxNanos", "totalNanos", "thresholdNanos",
                "hdr", "events", "eventsDropped");
        assertKeys(json.get("gapMmu"), "1", "2", "5", "10", "20", "50", "100");
        assertTrue(json.get("gaps").get("count").asLong() > 1_000);
        long traps = json.get("pauses").get("trap").get("count").asLong();
        long told = 0;
        for (JsonNode event : json.get("pauseEvents")) {
            told += event.get(2).asText().equals("trap") ? 1 : 0;
            assertTrue(event.get(0).asLong() >= 0 && event.get(1).asLong() >= 0, event.toString());
        }
        assertEquals(traps, told + json.get("pauseEventsDropped").asLong());
        assertTrue(json.get("cpuNanos").asLong() > 0);
        assertTrue(json.get("peakBytes").asLong() > 4 << 20);
    }

    private static void assertKeys(JsonNode node, String... keys) {
        assertEquals(List.of(keys), node.properties().stream().map(java.util.Map.Entry::getKey).toList());
    }

    @Test
    void jsonOnStandardOutputStandsThereAlone() throws IOException {
        CommandRun run = run("binary-trees --size 6 --json -");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("binary-trees", new ObjectMapper().readTree(run.out()).get("workload").asText());
        assertTrue(run.err().contains("long lived tree of depth 6") && run.err().contains("MMU"), run.err());
    }

    @Test
    void jsonOfAFailedRunSaysSo() throws IOException {
        Path file = folder.resolve("failed.json");
        assertEquals(1, run("gcbench --size 16 --heap 2m --json " + file).exitCode());
        assertFalse(new ObjectMapper().readTree(file.toFile()).get("verified").asBoolean());
    }

    @Test
    void aFileOfResultsIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("old.json"), "x".repeat(100_000));
        assertEquals(0, run("graph --size 10 --json " + file).exitCode());
        assertEquals("graph", new ObjectMapper().readTree(file.toFile()).get("workload").asText());
    }

    @Test
    void aFolderIsNoFileForResultsAndNothingIsRun() {
        CommandRun run = run("binary-trees --size 6 --json " + folder);
        assertEquals(2, run.exitCode());
        assertEquals("", run.out());
    }

    @Test
    void binaryTreesPrintsTheLinesOfTheBenchmarksGame() {
        CommandRun run = run("binary-trees --size 10 --threads 3");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().replace(System.lineSeparator(), "\n").startsWith("""
                stretch tree of depth 11\t check: 4095
                1024\t trees of depth 4\t check: 31744
                256\t trees of depth 6\t check: 32512
                64\t trees of depth 8\t check: 32704
                16\t trees of depth 10\t check: 32752
                long lived tree of depth 10\t check: 2047
                """), run.out());
    }

    @Test
    void stressAndVerifyReachTheHeap() throws IOException {
        CommandRun run = run("graph --size 10 --heap 1m --stress 2 --verify --no-background --json -");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(new ObjectMapper().readTree(run.out()).get("collections").asInt() > 10, run.out());
        assertTrue(run.err().contains("stress 2") && run.err().contains("background collector off") && run.err().contains("after-gc"),
                run.err());
    }

    @Test
    void histogramIsOfWhatTheMutatorsHold() {
        CommandRun run = run("binary-trees --size 8 --threads 3 --iterations 2 --histogram");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().replace(System.lineSeparator(), "\n").endsWith("""

                live objects at the end
                 num     #instances         #bytes  tag name
                --------------------------------------------
                   1:           511          12264  node
                Total           511          12264
                """), run.out());
    }

    @Test
    void histogramOfAGraphHasItsTables() {
        CommandRun run = run("graph --size 10 --threads 2 --histogram");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().matches("(?s).*live objects at the end\\R.* 2 +176  table\\R.*"), run.out());
    }

    @Test
    void histogramOfAnExhaustedHeapShowsWhatFillsIt() {
        CommandRun run = run("gcbench --size 16 --heap 2m --iterations 2 --histogram");
        assertEquals(1, run.exitCode());
        assertTrue(run.out().matches("(?s).*gcbench: FAILED.*  node\\R.*"), run.out());
    }

    @Test
    void dumpIsANewFileAndJsonStandsAlone() throws IOException {
        Path file = folder.resolve("run.hprof");
        CommandRun run = run("splay --size 20 --histogram --json - --dump " + file);
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("splay", new ObjectMapper().readTree(run.out()).get("workload").asText());
        assertTrue(run.err().contains("heap dump of ") && run.err().contains(" objects (") && run.err().contains(" in " + file), run.err());
        assertTrue(Files.size(file) > 10_000);
        assertEquals(2, run("splay --size 20 --dump " + file).exitCode());
    }
}

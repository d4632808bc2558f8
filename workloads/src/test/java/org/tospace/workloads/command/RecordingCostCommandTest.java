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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingCostCommandTest {
    @TempDir
    private Path folder;

    @Test
    void everyKindOfRecordIsRunAndComparedWithItsNeighbours() throws IOException {
        Path file = folder.resolve("cost.json");
        CommandRun run = CommandRun.of("recording-cost", "--rounds", "2", "--discard", "1", "--seed", "7", "--json", file.toString(), "--", "gcbench", "--size", "12", "--heap",
                "4m", "--walk", "32", "--iterations", "1");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().lines().anyMatch(line -> line.matches(" *nothing +[\\d.]+ ms +\\d\\.\\d{3} .*")), run.out());
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals("recording-cost", json.get("kind").asText());
        assertEquals(1, json.get("discarded").asInt());
        for (String kind : List.of("nothing", "records", "gc-log", "hlog", "recorder", "jfr", "everything")) {
            JsonNode each = json.get("recorded").get(kind);
            assertTrue(run.out().contains(each.get("title").asText()), run.out());
            assertEquals(2, each.get("iterationNanos").size(), kind);
            assertEquals(2, each.get("neighbourNanos").size(), kind);
            assertTrue(each.get("ratio").get("median").asDouble() > 0, kind);
        }
        assertEquals(List.of("round 1 of 1 that count in nothing", "round 1 of 2", "round 2 of 2"), run.err().lines().toList());
    }

    @Test
    void aRunThatFailsIsToldAndLeavesNoFile() {
        Path file = folder.resolve("cost.json");
        CommandRun run = CommandRun.of("recording-cost", "--rounds", "1", "--json", file.toString(), "--", "gcbench", "--heap", "1m");
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.err().contains("Try a larger heap"), run.err());
        assertFalse(Files.exists(file));
    }
}

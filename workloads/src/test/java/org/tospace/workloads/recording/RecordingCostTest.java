package org.tospace.workloads.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingCostTest {
    @Test
    void everyKindOfRecordIsRunAndComparedWithNone() throws IOException, RecordingException {
        RecordingCost cost = new RecordingCost(List.of("gcbench", "--size", "12", "--heap", "4m", "--walk", "32", "--warmup", "1", "--iterations", "1"), 1, 7);
        String table = cost.measure(_ -> { });
        for (Recording recording : Recording.values()) {
            assertTrue(table.contains(recording.title()), recording + " in:\n" + table);
        }
        assertTrue(table.lines().anyMatch(line -> line.matches(" *nothing +[\\d.]+ ms +1\\.000 .*")), table);
        assertEquals(Recording.values().length, cost.figures().size());
        assertTrue(cost.figures().get("jfr").toString().matches(".*iterationNanos=\\[\\d+].*"), cost.figures().toString());
    }

    @Test
    void aRunThatFailsSaysWhatItWrote() {
        RecordingException e = assertThrows(RecordingException.class, () -> new RecordingCost(List.of("gcbench", "--size", "9999"), 1, 7).measure(_ -> { }));
        assertEquals(2, e.exitCode());
        assertTrue(e.getMessage().startsWith("--size of gcbench"), e.getMessage());
    }

    @Test
    void ratiosAreRoundByRound() {
        Ratios ratios = Ratios.of(List.of(110L, 200L, 90L), List.of(100L, 200L, 100L));
        assertEquals(1.0, ratios.median());
        assertEquals(0.95, ratios.low(), 1e-9);
        assertEquals(1.05, ratios.high(), 1e-9);
        assertEquals(15, Ratios.median(List.of(20L, 10L)));
    }
}

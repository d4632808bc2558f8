package org.tospace.workloads.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingCostTest {
    @Test
    void everyKindOfRecordIsRunAndComparedWithNone() throws IOException {
        String table = new RecordingCost(List.of("gcbench", "--size", "12", "--heap", "4m", "--walk", "32", "--iterations", "2"), 1, 7).measure(_ -> { });
        for (Recording recording : Recording.values()) {
            assertTrue(table.contains(recording.title()), recording + " in:\n" + table);
        }
        assertTrue(table.lines().anyMatch(line -> line.matches(" *nothing +[\\d.]+ ms +1\\.000 .*")), table);
    }

    @Test
    void aRunThatFailsSaysWhatItWrote() {
        IOException e = assertThrows(IOException.class, () -> new RecordingCost(List.of("gcbench", "--size", "9999"), 1, 7).measure(_ -> { }));
        assertTrue(e.getMessage().contains("--size of gcbench"), e.getMessage());
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

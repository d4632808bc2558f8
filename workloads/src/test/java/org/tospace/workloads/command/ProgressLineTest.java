package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.tospace.workloads.workload.Progress;

class ProgressLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private ProgressLine lineFor(int iterations) {
        return new ProgressLine(new PrintStream(written, true, StandardCharsets.UTF_8), "gcbench", iterations);
    }

    @Test
    void withoutATerminalNothingListens() {
        try (ProgressLine line = new ProgressLine(null, "gcbench", 1)) {
            assertSame(Progress.NONE, line.iteration(0));
        }
    }

    @Test
    void aReportWithinTheFirstTenthOfASecondWritesNothing() {
        ProgressLine line = lineFor(1);
        line.iteration(0).report(1, 2);
        assertEquals(0, written.size());
    }

    @Test
    void aLaterOneWritesIterationAndShareAndClosingClearsTheLine() {
        long begin = System.nanoTime();
        try (ProgressLine line = lineFor(5)) {
            while (System.nanoTime() - begin < 150_000_000) {
                LockSupport.parkNanos(1_000_000);
            }
            line.iteration(1).report(43, 100);
            line.iteration(1).report(44, 100);
        }
        String text = written.toString(StandardCharsets.UTF_8);
        assertEquals("\r\033[Kgcbench 2/5: 43 %\r\033[K", text);
        assertTrue(text.indexOf('\n') < 0);
    }
}

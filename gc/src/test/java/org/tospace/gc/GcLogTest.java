package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.testing.GraphRun;
import org.tospace.gc.testing.Seeds;

/** The log has the form of the JVM's, and tells what the heap's figures tell. */
class GcLogTest {
    private static final Pattern LINE = Pattern.compile("\\[(\\d+\\.\\d{3})s\\]\\[(info|debug|trace)\\]\\[([a-z,]+)\\] (.*)");

    private static List<String> run(Barrier barrier, GcLog.Style style, GcLog.Level level, HeapStatistics[] figures) {
        StringBuilder text = new StringBuilder();
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=4m,page=4k,name=logged,barrier=" + barrier.key())) {
                try (GcLog _ = GcLog.open(heap, text, style, level)) {
                    GraphRun.run(heap, 2, seed, 10_000);
                    heap.collect();
                    figures[0] = heap.statistics();
                }
                heap.collect();
            }
            return figures[0];
        });
        return text.toString().lines().toList();
    }

    private static List<Matcher> matching(List<String> lines, String pattern) {
        List<Matcher> found = new ArrayList<>();
        for (String line : lines) {
            Matcher whole = LINE.matcher(line);
            assertTrue(whole.matches(), line);
            Matcher matcher = Pattern.compile(pattern).matcher(whole.group(4));
            if (matcher.matches()) {
                found.add(matcher);
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void everyCollectionHasItsFlipAndItsSizes(Barrier barrier) {
        HeapStatistics[] figures = new HeapStatistics[1];
        List<String> lines = run(barrier, GcLog.Style.UNIFIED, GcLog.Level.INFO, figures);
        assertEquals(1, matching(lines, "Using tospace: logged, heap=4m,barrier=" + barrier.key() + ",.*").size());
        List<Matcher> flips = matching(lines, "GC\\((\\d+)\\) Pause Flip (\\d+\\.\\d{3})ms");
        List<Matcher> ends = matching(lines, "GC\\((\\d+)\\) Concurrent Copying (\\d+)K->(\\d+)K\\(2048K\\) (\\d+\\.\\d{3})ms");
        assertEquals(figures[0].collections(), flips.size(), "a collection after the log is closed is not in it");
        assertEquals(figures[0].collections(), ends.size());
        double flipMillis = 0;
        for (int i = 0; i < flips.size(); i++) {
            assertEquals(Integer.toString(i + 1), flips.get(i).group(1));
            assertEquals(Integer.toString(i + 1), ends.get(i).group(1));
            flipMillis += Double.parseDouble(flips.get(i).group(2));
        }
        assertEquals(figures[0].flipNanos() / 1e6, flipMillis, 0.0006 * flips.size());
        assertEquals(figures[0].stalls(), matching(lines, "GC\\(\\d+\\) Allocation Stall \\(mutator \\d+\\) \\d+\\.\\d{3}ms").size());
        assertTrue(ends.stream().anyMatch(end -> Long.parseLong(end.group(2)) > Long.parseLong(end.group(3))), "no collection freed anything");
    }

    @Test
    void eachTrapAndAssistIsToldAtTheLevelTrace() {
        HeapStatistics[] figures = new HeapStatistics[1];
        List<String> lines = run(Barrier.TRAP, GcLog.Style.UNIFIED, GcLog.Level.TRACE, figures);
        assertEquals(figures[0].traps(), matching(lines, "GC\\(\\d+\\) Trap \\(mutator \\d+\\) page 0x.*ms").size());
        assertEquals(figures[0].assists(), matching(lines, "GC\\(\\d+\\) Allocation Assist \\(mutator \\d+\\) \\d+ pages .*ms").size());
        assertEquals(figures[0].collections(), matching(lines, "GC\\(\\d+\\) Live \\d+K in \\d+ objects; .*").size());
        assertEquals(0, matching(run(Barrier.TRAP, GcLog.Style.UNIFIED, GcLog.Level.DEBUG, figures), ".* Trap .*").size());
    }

    @Test
    void linesAreStampedByTheTimeSinceTheJvmStarted() {
        HeapStatistics[] figures = new HeapStatistics[1];
        double before = uptimeSeconds();
        List<String> lines = run(Barrier.CHECKED, GcLog.Style.UNIFIED, GcLog.Level.INFO, figures);
        double after = uptimeSeconds();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            assertTrue(matcher.matches());
            double stamp = Double.parseDouble(matcher.group(1));
            assertTrue(before - 0.05 <= stamp && stamp <= after + 0.05, () -> line + " is not between " + before + " and " + after);
        }
    }

    private static double uptimeSeconds() {
        return java.lang.management.ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    }

    @Test
    void aFileThatCannotBeMadeIsRefused(@TempDir Path folder) throws IOException {
        try (Heap heap = Heap.open("heap=1m")) {
            assertThrows(NoSuchFileException.class, () -> GcLog.open(heap, folder.resolve("none/gc.log")));
        }
    }

    @Test
    void aLogMayBeClosedAfterItsHeap(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("gc.log");
        GcLog log;
        try (Heap heap = Heap.open("heap=1m")) {
            log = GcLog.open(heap, file);
            heap.collect();
        }
        log.close();
        assertEquals(3, Files.readAllLines(file).size());
    }

    @Test
    void aLogThatFailsEndsAndTheHeapGoesOn() {
        List<Throwable> uncaught = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((_, e) -> uncaught.add(e));
        try (Heap heap = Heap.open("heap=1m,background=off")) {
            int[] written = new int[1];
            Appendable full = new Appendable() {
                @Override
                public Appendable append(CharSequence text) throws IOException {
                    if (written[0]++ != 0) {
                        throw new IOException("full, on purpose");
                    }
                    return this;
                }

                @Override
                public Appendable append(CharSequence text, int start, int end) throws IOException {
                    return append(text.subSequence(start, end));
                }

                @Override
                public Appendable append(char c) throws IOException {
                    return append(Character.toString(c));
                }
            };
            GcLog log = GcLog.open(heap, full, GcLog.Style.UNIFIED, GcLog.Level.INFO);
            heap.collect();
            heap.collect();
            log.close();
            assertEquals(2, heap.statistics().collections());
            assertEquals(1, uncaught.size());
            assertEquals("java.io.IOException: full, on purpose", uncaught.getFirst().getMessage());
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }
    }
}

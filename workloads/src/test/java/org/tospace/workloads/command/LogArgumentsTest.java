package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tagtraum.perf.gcviewer.imp.DataReaderFacade;
import com.tagtraum.perf.gcviewer.model.GCModel;
import com.tagtraum.perf.gcviewer.model.GcResourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tospace.workloads.measure.PauseKind;

/** What a run has written down: read by GCViewer and by HdrHistogram, it says what the run's own results say. */
class LogArgumentsTest {
    @TempDir
    private Path folder;

    private CommandRun run(String words) {
        return CommandRun.of(Stream.concat(Stream.of("run"), Stream.of(words.split(" "))).toArray(String[]::new));
    }

    /** Runs something with collections, traps, stalls and assists; returns its results. */
    private JsonNode results(String words) throws IOException {
        Path json = folder.resolve("results.json");
        CommandRun run = run("gcbench --size 14 --heap 8m --walk 16 --threads 2 " + words + " --json " + json);
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        return new ObjectMapper().readTree(json.toFile());
    }

    private static long count(JsonNode results, PauseKind kind) {
        return results.get("pauses").get(kind.key()).get("count").asLong();
    }

    private static double totalSeconds(JsonNode results, PauseKind kind) {
        return results.get("pauses").get(kind.key()).get("totalNanos").asLong() / 1e9;
    }

    /** What GCViewer makes of a log, and what it complains of. */
    private static GCModel gcViewer(Path log, List<String> complaints) throws Exception {
        GcResourceFile resource = new GcResourceFile(log.toFile());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                if (message.getLevel().intValue() >= Level.WARNING.intValue()) {
                    complaints.add(message.getMessage());
                }
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Logger logger = resource.getLogger();
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        return new DataReaderFacade().loadModel(resource);
    }

    @Test
    void gcViewerReadsALogInItsStyle() throws Exception {
        Path log = folder.resolve("gc.log");
        JsonNode results = results("--gc-log " + log + " --gc-log-style gcviewer");
        List<String> complaints = Collections.synchronizedList(new ArrayList<>());
        GCModel model = gcViewer(log, complaints);
        assertEquals(List.of(), complaints);
        assertEquals(GCModel.Format.UNIFIED_JVM_LOGGING, model.getFormat());
        long collections = results.get("collections").asLong();
        long stalls = count(results, PauseKind.STALL);
        assertEquals(collections, model.getGCPause().getN(), "a flip is a pause of the young generation");
        assertEquals(stalls, model.getFullGCPause().getN(), "a stall is a full pause");
        // Each line is rounded to a microsecond.
        assertEquals(totalSeconds(results, PauseKind.FLIP), model.getGCPause().getSum(), 1e-6 * (collections + 1));
        assertEquals(totalSeconds(results, PauseKind.STALL), model.getFullGCPause().getSum(), 1e-6 * (stalls + 1));
        // A beginning and an end each.
        assertEquals(2 * collections, iterations(model.getConcurrentGCEvents()));
        assertTrue(model.getFreedMemory() > 0, "nothing was freed");
        assertEquals(4 << 10, model.getFootprint(), "kilobytes of a semispace");
        assertTrue(collections > 0 && model.getRunningTime() > 0);
        // Below 0 where both mutators stall at a time on a busy machine: GCViewer takes each stall for everybody's.
        double paused = totalSeconds(results, PauseKind.FLIP) + totalSeconds(results, PauseKind.STALL);
        assertEquals(100 * (1 - paused / model.getRunningTime()), model.getThroughput(), 0.1);
    }

    private static long iterations(java.util.Iterator<?> iterator) {
        long count = 0;
        while (iterator.hasNext()) {
            iterator.next();
            count++;
        }
        return count;
    }

    @Test
    void gcViewerKnowsOurOwnNamesForNone() throws Exception {
        Path log = folder.resolve("gc.log");
        results("--gc-log " + log);
        List<String> complaints = Collections.synchronizedList(new ArrayList<>());
        assertEquals(0, gcViewer(log, complaints).size());
        assertTrue(complaints.stream().anyMatch(each -> each.contains("Pause Flip")), "that is what the style is for: " + complaints);
    }

    @Test
    void hdrHistogramReadsTheLogOfPauses() throws IOException {
        Path log = folder.resolve("pauses.hlog");
        JsonNode results = results("--iterations 20 --hlog " + log);
        Map<PauseKind, Histogram> sums = new EnumMap<>(PauseKind.class);
        HistogramLogReader reader = new HistogramLogReader(log.toFile());
        long last = 0;
        for (EncodableHistogram each = reader.nextIntervalHistogram(); each != null; each = reader.nextIntervalHistogram()) {
            Histogram histogram = (Histogram) each;
            PauseKind kind = PauseKind.valueOf(histogram.getTag().toUpperCase(java.util.Locale.ROOT));
            assertTrue(histogram.getTotalCount() > 0);
            assertTrue(histogram.getStartTimeStamp() >= last, "intervals are in order");
            assertEquals(1_000, histogram.getEndTimeStamp() - histogram.getStartTimeStamp(), 1);
            last = histogram.getStartTimeStamp();
            sums.computeIfAbsent(kind, _ -> new Histogram(3)).add(histogram);
        }
        reader.close();
        for (PauseKind kind : PauseKind.values()) {
            long counted = sums.containsKey(kind) ? sums.get(kind).getTotalCount() : 0;
            assertEquals(count(results, kind), counted, kind.key());
            if (counted != 0) {
                long longest = results.get("pauses").get(kind.key()).get("maxNanos").asLong();
                assertEquals(longest, sums.get(kind).getMaxValue(), longest / 1e3 + 1, kind.key());
            }
        }
        assertTrue(sums.containsKey(PauseKind.FLIP) && sums.containsKey(PauseKind.TRAP), sums.keySet()::toString);
    }

    @Test
    void aLogGoesWhereEverythingForPeopleGoes() {
        CommandRun run = run("gcbench --size 12 --heap 1m --gc-log - --gc-log-level debug");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("][info][gc] Using tospace: ") && run.out().contains("][info][gc] GC(1) Pause Flip "), run.out());
        assertTrue(run.out().contains("][debug][gc,heap] GC(1) Live "), run.out());
        CommandRun withJson = run("gcbench --size 12 --heap 1m --gc-log - --json -");
        assertTrue(withJson.err().contains("GC(1) Pause Flip ") && withJson.out().startsWith("{"), withJson.out());
    }

    @Test
    void lettersOfStylesAndLevelsMayBeOfEitherCase() {
        assertEquals(0, run("gcbench --size 10 --heap 4m --gc-log - --gc-log-style GCViewer --gc-log-level Trace").exitCode());
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeTheRun() {
        for (String option : List.of("--gc-log", "--hlog")) {
            CommandRun run = run("gcbench --size 10 " + option + " " + folder.resolve("none/file"));
            assertEquals(2, run.exitCode());
            assertTrue(run.err().contains(option + " names a file that cannot be written"), run.err());
            assertEquals("", run.out());
        }
    }

    @Test
    void aLoxProgramHasALogToo() throws IOException {
        Path script = Files.writeString(folder.resolve("grow.lox"), """
                var list = "";
                for (var i = 0; i < 2000; i = i + 1) { list = list + "x"; }
                print "done";
                """);
        Path log = folder.resolve("lox.log");
        assertEquals(0, CommandRun.of("lox", script.toString(), "--heap", "1m", "--gc-log", log.toString()).exitCode());
        assertTrue(Files.readString(log).contains("GC(1) Pause Flip "), Files.readString(log));
    }
}

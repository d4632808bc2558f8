package org.tospace.gc.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.Barrier;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.testing.ChildJvm;

/** Recordings of child processes: they agree with the heap's figures, the JDK's tools open them, and without one no class of events is loaded. */
class FlightRecordingTest {
    private static final String SMALL = "heap=4m,page=4k,name=graph";
    private static final List<String> NAMES = List.of("Cycle", "Flip", "Trap", "Stall", "Assist", "HeapSummary");

    @TempDir
    private Path folder;

    private static ChildJvm child(Barrier barrier) {
        return child(barrier, "on");
    }

    private static ChildJvm child(Barrier barrier, String background) {
        String options = SMALL + ",barrier=" + barrier.key() + ",background=" + background;
        return ChildJvm.of(RecordedProgram.class).arguments(options, Long.toString(Seeds.next()));
    }

    private static long figure(ChildJvm.Result result, String name) {
        Matcher matcher = Pattern.compile("graph .*" + name + "=(\\d+)").matcher(result.output());
        assertTrue(matcher.find(), result::toString);
        return Long.parseLong(matcher.group(1));
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found = events.stream().filter(event -> event.getEventType().getName().equals("org.tospace." + name)).toList();
        assertTrue(found.stream().allMatch(event -> event.getString("heap").equals("graph") && event.getLong("gcId") > 0), found::toString);
        return found;
    }

    /** Every event that there was since the JVM began: everything is enabled, and thresholds are 0. */
    private ChildJvm.Result recordAll(ChildJvm child, Path file) {
        List<String> settings = new ArrayList<>(List.of("filename=" + file, "settings=none", "+org.tospace.Trap#longerThan=0ns"));
        for (String name : NAMES) {
            settings.add("+org.tospace." + name + "#enabled=true");
            if (!name.equals("Trap") && !name.equals("HeapSummary")) {
                settings.add("+org.tospace." + name + "#threshold=0ns");
            }
        }
        return child.flags("-XX:StartFlightRecording:" + String.join(",", settings)).run().requireExit(0);
    }

    @ParameterizedTest
    @CsvSource({"TRAP,on", "TRAP,off", "UPCALL,on", "UPCALL,off", "CHECKED,on", "CHECKED,off"})
    void recordingAgreesWithTheHeapsFigures(Barrier barrier, String background) throws IOException {
        Path file = folder.resolve("all.jfr");
        ChildJvm.Result result = recordAll(child(barrier, background), file);
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        long collections = figure(result, "collections");
        assertTrue(collections > 1, result::toString);
        // A background thread may scan so small a heap before mutators meet a closed page.
        assertTrue(barrier == Barrier.CHECKED || background.equals("on") || figure(result, "traps") > 0, result::toString);
        assertEquals(collections, of(events, "Cycle").size());
        assertEquals(collections, of(events, "Flip").size());
        assertEquals(figure(result, "stalls"), of(events, "Stall").size());
        assertEquals(figure(result, "assists"), of(events, "Assist").size());
        assertEquals(figure(result, "traps"), of(events, "Trap").size());
        assertEquals(figure(result, "copied"), of(events, "Cycle").stream().mapToLong(event -> event.getLong("bytesCopied")).sum());
        assertTrue(of(events, "Stall").stream().allMatch(stall -> stall.getStackTrace().getFrames().stream()
                .anyMatch(frame -> frame.getMethod().getType().getName().contains("Mutator"))), () -> "where the program was: " + of(events, "Stall"));
        List<RecordedEvent> summaries = of(events, "HeapSummary");
        assertEquals(2 * collections, summaries.size());
        for (RecordedEvent summary : summaries) {
            assertEquals(2 << 20, summary.getLong("capacityBytes"));
            assertTrue(summary.getLong("usedBytes") >= summary.getLong("liveBytes"), summary::toString);
            assertTrue(summary.getLong("usedBytes") <= 2 * summary.getLong("capacityBytes"), summary::toString);
        }
    }

    @Test
    void whatTakesTimeHasItsOwnStartAndDuration() throws IOException {
        Path file = folder.resolve("all.jfr");
        ChildJvm.Result result = recordAll(child(Barrier.TRAP), file);
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        long flips = of(events, "Flip").stream().mapToLong(event -> event.getDuration().toNanos()).sum();
        // The recorder's own stamps lie just outside those of the statistics.
        assertTrue(flips >= 0.9 * figure(result, "flipNanos"), flips + " ns of flips\n" + result);
        for (RecordedEvent flip : of(events, "Flip")) {
            RecordedEvent cycle = of(events, "Cycle").stream().filter(event -> event.getLong("gcId") == flip.getLong("gcId")).findFirst().orElseThrow();
            assertFalse(cycle.getStartTime().isAfter(flip.getStartTime()), () -> cycle + " begins after " + flip);
            assertFalse(cycle.getEndTime().isBefore(flip.getEndTime()), () -> cycle + " ends before " + flip);
            assertTrue(flip.getDuration("timeToStop").compareTo(flip.getDuration()) <= 0, flip::toString);
        }
        for (RecordedEvent trap : of(events, "Trap")) {
            assertTrue(trap.getDuration("took").compareTo(Duration.ZERO) > 0 && trap.getDuration("ago").compareTo(trap.getDuration("took")) >= 0,
                    trap::toString);
            assertTrue(trap.getDuration("waited").compareTo(trap.getDuration("took")) <= 0, trap::toString);
        }
    }

    @Test
    void aRecordingMayBeginWhenTheHeapIsOpenAlready() throws IOException {
        Path file = folder.resolve("late.jfr");
        ChildJvm.Result result = child(Barrier.TRAP).arguments(file.toString()).run().requireExit(0);
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertEquals(figure(result, "assists"), of(events, "Assist").size());
        assertEquals(figure(result, "traps"), of(events, "Trap").size());
        assertEquals(figure(result, "collections") - 1, of(events, "Cycle").size(), "all but the one before the recording");
    }

    @Test
    void trapsThatTookLessThanTheSettingAreLeftOut() throws IOException {
        Path file = folder.resolve("default.jfr");
        child(Barrier.TRAP).flags("-XX:StartFlightRecording:filename=" + file).run().requireExit(0);
        List<RecordedEvent> traps = of(RecordingFile.readAllEvents(file), "Trap");
        assertTrue(traps.stream().allMatch(trap -> trap.getDuration("took").toNanos() >= 50_000), traps::toString);
        Path none = folder.resolve("none.jfr");
        ChildJvm.Result result = child(Barrier.TRAP, "off").flags("-XX:StartFlightRecording:filename=" + none + ",+org.tospace.Trap#longerThan=900s").run()
                .requireExit(0);
        assertTrue(figure(result, "traps") > 0, "nothing to be left out");
        assertEquals(List.of(), of(RecordingFile.readAllEvents(none), "Trap"));
    }

    @Test
    void theToolsOfTheJdkOpenARecording() throws Exception {
        Path file = folder.resolve("tools.jfr");
        recordAll(child(Barrier.TRAP), file);
        assertTrue(jfr("summary", file.toString()).contains("org.tospace.HeapSummary"));
        String printed = jfr("print", "--events", "org.tospace.Flip", file.toString());
        assertTrue(Pattern.compile("org\\.tospace\\.Flip \\{\\R.*startTime = .*\\R.*duration = .*\\R(.*\\R)*?.*heap = \"graph\"").matcher(printed).find(), printed);
        String view = jfr("view", "--width", "200", "org.tospace.Cycle", file.toString());
        assertTrue(view.contains("Collection Cycle") && view.contains("Pages by Trap"), view);
        assertTrue(view.lines().filter(line -> line.contains(" graph ")).count() > 1, () -> "a line for each collection: " + view);
        assertTrue(jfr("metadata", "--events", "org.tospace.Trap", file.toString()).contains("class Trap"));
    }

    private static String jfr(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "jfr").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void whereNobodyRecordsNoClassOfEventsIsLoaded() {
        ChildJvm.Result result = child(Barrier.TRAP).flags("-Xlog:class+load").run().requireExit(0);
        assertTrue(result.output().contains("org.tospace.gc.jfr.FlightRecording "), "the log of classes shows nothing of ours");
        assertFalse(result.output().contains("org.tospace.gc.jfr.HeapEvent"), "a class of events is loaded");
        assertFalse(result.output().contains("jdk.jfr.Event "), "the recorder's events are loaded");
    }

    @Test
    void aJvmWithoutFlightRecorderRunsHeaps() {
        ChildJvm.Result result = child(Barrier.TRAP).flags("--limit-modules", "java.base").run().requireExit(0);
        assertTrue(figure(result, "collections") > 0);
    }
}

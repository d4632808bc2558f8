package org.tospace.workloads.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are as JDK 25 prints them with {@code -Xlog:gc,safepoint:file=...:timenanos,tags}. */
class JvmLogTest {
    private static final String ZGC = """
            [1000000000ns][gc] Using The Z Garbage Collector
            [1100000000ns][gc] GC(0) Major Collection (Warmup)
            [1101000000ns][safepoint] Safepoint "ZMarkStartYoungAndOld", Time since last: 41452073 ns, Reaching safepoint: 130214 ns, \
            At safepoint: 22814 ns, Leaving safepoint: 3265 ns, Total: 156293 ns, Threads: 1 runnable, 10 total
            [1120000000ns][gc       ] GC(0) Major Collection (Warmup) 8M(12%)->20M(31%) 0.016s
            [1130000000ns][gc       ] Allocation Stall (mutator-0) 6.357ms
            [1131000000ns][gc       ] Allocation Stall (mutator-12) 0.500ms
            [1132000000ns][gc       ] Relocation Stall (mutator-0) 0.250ms
            [1133000000ns][gc       ] Allocation Stall (main) 9.000ms
            [1140000000ns][gc       ] GC(87) Minor Collection (Allocation Rate) Aborted
            """;
    private static final String G1 = """
            [2000000000ns][gc] Using G1
            [2100000000ns][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 15M->12M(64M) 8.813ms
            [2100040000ns][safepoint] Safepoint "G1CollectForAllocation", Time since last: 49018122 ns, Reaching safepoint: 6940 ns, \
            At safepoint: 8861691 ns, Leaving safepoint: 5328 ns, Total: 8873959 ns, Threads: 0 runnable, 10 total
            [2200000000ns][gc       ] GC(66) Pause Young (Normal) (G1 Evacuation Pause) (Evacuation Failure: Allocation) 56M->61M(64M) 2.197ms
            [2300000000ns][gc       ] GC(63) Concurrent Mark Cycle 17.269ms
            """;
    private static final String SHENANDOAH = """
            [3000000000ns][gc] Trigger: Learning 1 of 5. Free (45312K) is below initial threshold (45875K)
            [3100000000ns][gc      ] GC(0) Pause Init Mark (unload classes) 0.013ms
            [3100100000ns][safepoint] Safepoint "ShenandoahInitMark", Time since last: 51262458 ns, Reaching safepoint: 3826 ns, \
            At safepoint: 25187 ns, Leaving safepoint: 1833 ns, Total: 30846 ns, Threads: 0 runnable, 10 total
            [3200000000ns][gc       ] GC(0) Concurrent cleanup (unload classes) 30M->12M(64M) 0.100ms
            """;

    private static JvmLog parse(String text, long from, long to) {
        return JvmLog.parse(text.lines(), from, to);
    }

    private static JvmLog parse(String text) {
        return parse(text, 0, Long.MAX_VALUE / 2);
    }

    @Test
    void aSafepointIsAPauseThatEndsWhereItsLineIsWritten() {
        PauseLog pauses = parse(ZGC).pauses();
        assertEquals(1, pauses.size());
        assertEquals(156_293, pauses.durationNanos(0));
        assertEquals(1_101_000_000L - 156_293, pauses.startNanos(0));
        assertTrue(pauses.concerns(0, 3));
    }

    @Test
    void stallsAreThoseOfMutatorsAndConcernOneEach() {
        PauseLog stalls = parse(ZGC).stalls();
        assertEquals(3, stalls.size());
        assertEquals(6_357_000, stalls.durationNanos(0));
        assertEquals(1_130_000_000L - 6_357_000, stalls.startNanos(0));
        assertTrue(stalls.concerns(0, 0));
        assertFalse(stalls.concerns(0, 12));
        assertTrue(stalls.concerns(1, 12));
        assertEquals(250_000, stalls.durationNanos(2));
    }

    @Test
    void heapIsReadFromCollectionsOfEveryCollector() {
        assertEquals(List.of(new HeapCurve.Point(1_104_000_000, 8L << 20), new HeapCurve.Point(1_120_000_000, 20L << 20)),
                parse(ZGC).heap().points());
        assertEquals(List.of(15L << 20, 12L << 20, 56L << 20, 61L << 20),
                parse(G1).heap().points().stream().map(HeapCurve.Point::usedBytes).toList());
        assertEquals(List.of(30L << 20, 12L << 20), parse(SHENANDOAH).heap().points().stream().map(HeapCurve.Point::usedBytes).toList());
    }

    @Test
    void pausesOfG1AndShenandoahAreTheirSafepoints() {
        assertEquals(8_873_959, parse(G1).pauses().durationNanos(0));
        assertEquals(1, parse(G1).pauses().size());
        assertEquals(30_846, parse(SHENANDOAH).pauses().durationNanos(0));
        assertEquals(1, parse(SHENANDOAH).pauses().size());
        assertEquals(0, parse(G1).stalls().size());
    }

    @Test
    void whatEndedBeforeTheRunOrBeganAfterItIsNotOfIt() {
        assertEquals(0, parse(ZGC, 1_101_000_001L, 2_000_000_000L).pauses().size());
        assertEquals(0, parse(ZGC, 1_101_000_000L, 2_000_000_000L).pauses().size());
        assertEquals(1, parse(ZGC, 1_100_999_999L, 2_000_000_000L).pauses().size());
        assertEquals(0, parse(ZGC, 0, 1_100_000_000L).pauses().size());
        assertEquals(0, parse(ZGC, 0, 1_100_000_000L).stalls().size());
    }

    @Test
    void ofWhatBeganBeforeTheRunTheRestIsOfIt() {
        JvmLog log = parse(ZGC, 1_110_000_000L, 2_000_000_000L);
        assertEquals(0, log.pauses().size());
        assertEquals(List.of(new HeapCurve.Point(1_110_000_000, 8L << 20), new HeapCurve.Point(1_120_000_000, 20L << 20)), log.heap().points());
        PauseLog stalls = parse(ZGC, 1_129_000_000L, 2_000_000_000L).stalls();
        assertEquals(1_129_000_000L, stalls.startNanos(0));
        assertEquals(1_000_000, stalls.durationNanos(0));
        assertEquals(500_000, stalls.durationNanos(1));
    }

    @Test
    void aLogThatIsCutOffInALineIsReadAsFarAsItGoes() {
        String cut = G1.substring(0, G1.indexOf("At safepoint"));
        assertEquals(0, parse(cut).pauses().size());
        assertEquals(2, parse(cut).heap().points().size());
    }

    @Test
    void theJvmWritesWhatIsReadHere(@TempDir Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("jvm.log");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseG1GC", "-Xmx16m",
                JvmLog.option(log), "-cp", System.getProperty("java.class.path"), Collecting.class.getName()).start();
        String[] words = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip().split(" ");
        assertEquals(0, process.waitFor());
        JvmLog read = JvmLog.read(log, Long.parseLong(words[0]), Long.parseLong(words[1]));
        assertTrue(read.pauses().size() >= 2, Files.readString(log));
        assertTrue(read.heap().points().size() >= 4, Files.readString(log));
        for (int i = 0; i < read.pauses().size(); i++) {
            assertTrue(read.pauses().durationNanos(i) > 0);
        }
    }

    /** Collects twice, and tells between which times. */
    static final class Collecting {
        public static void main(String[] arguments) {
            long start = System.nanoTime();
            System.gc();
            System.gc();
            System.out.println(start + " " + System.nanoTime());
        }
    }
}

package org.tospace.workloads.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.HeapStatistics;
import org.tospace.workloads.measure.EventRecorder;
import org.tospace.workloads.measure.MutatorSpan;
import org.tospace.workloads.run.Iteration;
import org.tospace.workloads.run.Measurements;
import org.tospace.workloads.run.RunOutcome;
import org.tospace.workloads.run.RunSettings;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.WorkloadParameters;
import org.tospace.workloads.workload.Workloads;

class TableReportTest {
    private static RunOutcome outcome() {
        return outcome(new WorkloadParameters(1, 18, 5, 32, Preset.STANDARD));
    }

    private static RunOutcome outcome(WorkloadParameters parameters) {
        return outcome(parameters, 0, new Iteration(200_000_000, 1));
    }

    private static RunOutcome outcome(WorkloadParameters parameters, int warmup, Iteration... iterations) {
        EventRecorder recorder = new EventRecorder();
        recorder.event(new CollectorEvent.Flip(1, 1_000_000, 10, 500_000, 3));
        recorder.event(new CollectorEvent.Trap(1, 0, 5_000_000, 0, 4_200, 0, 1, 32));
        recorder.event(new CollectorEvent.TrapsLost(1, 11));
        HeapStatistics statistics = new HeapStatistics(1, 500_000, 10, 12, 0, 0, 0, 0, 0, 0, 12, 36, 0, 3 << 20, 1 << 20, 1, 1 << 20, 1, 1, 0, 0, 0);
        RunSettings settings = new RunSettings(Workloads.find("gcbench").orElseThrow(), parameters,
                HeapOptions.parse("heap=64m"), warmup, iterations.length);
        return new RunOutcome(settings, List.of(iterations), statistics, recorder,
                List.of(new MutatorSpan(0, 0, 200_000_000)), Measurements.NONE, Optional.empty());
    }

    @Test
    void eachFigureStandsInItsRow() {
        String table = TableReport.write(outcome());
        assertTrue(table.contains("gcbench: done and verified"), table);
        assertTrue(table.contains("walk 32, size 18, 1 thread, seed 5; heap 64m in two halves"), table);
        assertTrue(table.matches("(?s).*time +200 ms.*collections +1\\R.*allocated +3.0 MiB.*copied +1.0 MiB.*"), table);
        assertTrue(table.matches("(?s).*flip +1 +500 us +500 us +500 us +500 us.*trap +1 +4.20 us.*stall +0\\R.*assist +0\\R.*"), table);
        assertTrue(table.contains("(11 more traps came too fast to be recorded one by one)"), table);
        assertTrue(table.contains("pages scanned 48: by traps 12 (25 %), by the background collector 36 (75 %), by assists 0 (0 %)"), table);
        assertTrue(table.matches("(?s).*MMU +50.0 % +75.0 % +89.9 % +94.9 % .*"), table);
    }

    @Test
    void timesOfSeveralIterationsAreThoseOfOne() {
        String table = TableReport.write(outcome(new WorkloadParameters(1, 18, 5, 32, Preset.STANDARD), 3, new Iteration(80_000_000, 1), new Iteration(120_000_000, 1),
                new Iteration(90_000_000, 1), new Iteration(100_000_000, 1)));
        assertTrue(table.contains("an iteration   95.0 ms (80.0-120), median (least-greatest) of 4"), table);
        assertTrue(table.contains("one by one     80.0 ms, 120 ms, 90.0 ms, 100 ms"), table);
        assertTrue(table.contains("all of them    390 ms, after 3 iterations to warm up, in none of these figures but peak memory"), table);
    }

    @Test
    void aRunThatFailedBeforeAnythingWasMeasuredHasATable() {
        String table = TableReport.write(outcome(new WorkloadParameters(1, 18, 5, 32, Preset.STANDARD), 1));
        assertTrue(table.contains("time           0 ns, after 1 iteration to warm up"), table);
    }

    @Test
    void aReportForProgramsHasTheSameFigures() {
        RunReport report = RunReport.of(outcome());
        assertEquals(500_000, report.pauses().flip().maxNanos());
        assertEquals(12, report.pagesScanned().byTrap());
        assertEquals(0.5, report.mmu().get(1), 1e-3);
        assertEquals(200_000_000, report.wallNanos());
        assertEquals(0, report.pauses().assist().count());
    }

    @Test
    void walksAndPresetAreToldToPrograms() {
        assertEquals(32, RunReport.of(outcome()).walk());
        assertNull(RunReport.of(outcome()).preset());
        RunReport big = RunReport.of(outcome(new WorkloadParameters(1, 18, 5, 0, Preset.BIG)));
        assertNull(big.walk());
        assertEquals("big", big.preset());
    }

    @Test
    void durationsHaveTheUnitThatFits() {
        assertEquals("999 ns", Durations.format(999));
        assertEquals("4.20 us", Durations.format(4_200));
        assertEquals("42.0 us", Durations.format(42_000));
        assertEquals("420 us", Durations.format(420_000));
        assertEquals("1.50 ms", Durations.format(1_500_000));
        assertEquals("12.346 s", Durations.format(12_345_678_901L));
        assertEquals("1.50 ms (0.90-1200)", Durations.format(1_500_000, 900_000, 1_200_000_000));
        assertEquals("0 ns (0 ns-153 ms)", Durations.format(0, 0, 153_238_334));
    }
}

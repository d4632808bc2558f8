package org.tospace.workloads.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tospace.gc.CollectorEvent;

class EventRecorderTest {
    private final EventRecorder recorder = new EventRecorder();

    @Test
    void eachCollectionIsTwoPointsOfTheHeapsCurve() {
        recorder.event(new CollectorEvent.CollectionStarted(1, 5, 700));
        recorder.event(new CollectorEvent.CollectionFinished(1, 5, 100, 100, 200, 3, 4, 5, 6, 7));
        assertEquals(List.of(new HeapCurve.Point(5, 700), new HeapCurve.Point(105, 200)), recorder.heap().points());
    }

    @Test
    void eachKindOfPauseGoesToItsLog() {
        recorder.event(new CollectorEvent.CollectionStarted(1, 5, 7));
        recorder.event(new CollectorEvent.Flip(1, 10, 1, 2, 100));
        recorder.event(new CollectorEvent.Trap(1, 7, 20, 1, 3, 0x1000, 4, 128));
        recorder.event(new CollectorEvent.Assist(1, 8, 30, 4, 2));
        recorder.event(new CollectorEvent.Stall(1, 9, 40, 5));
        recorder.event(new CollectorEvent.TrapsLost(1, 17));
        recorder.event(new CollectorEvent.CollectionFinished(1, 10, 100, 1, 2, 2, 3, 4, 5, 6));
        assertOnly(PauseKind.FLIP, 10, 2);
        assertOnly(PauseKind.TRAP, 20, 3);
        assertOnly(PauseKind.ASSIST, 30, 4);
        assertOnly(PauseKind.STALL, 40, 5);
        assertEquals(17, recorder.trapsLost());
    }

    @Test
    void afterARestartOnlyWhatHappenedSinceCounts() {
        recorder.event(new CollectorEvent.CollectionStarted(1, 5, 700));
        recorder.event(new CollectorEvent.Flip(1, 10, 1, 2, 100));
        recorder.event(new CollectorEvent.TrapsLost(1, 17));
        recorder.restart(50);
        assertEquals(0, recorder.pauses(PauseKind.FLIP).size());
        assertEquals(0, recorder.trapsLost());
        recorder.event(new CollectorEvent.Trap(1, 7, 40, 1, 10, 0x1000, 4, 128));
        recorder.event(new CollectorEvent.Trap(1, 7, 45, 1, 10, 0x1000, 4, 128));
        assertOnly(PauseKind.TRAP, 50, 5);
        recorder.event(new CollectorEvent.Stall(1, 9, 60, 5));
        assertOnly(PauseKind.STALL, 60, 5);
        recorder.event(new CollectorEvent.CollectionFinished(1, 5, 100, 100, 200, 3, 4, 5, 6, 7));
        assertEquals(List.of(new HeapCurve.Point(50, 700), new HeapCurve.Point(105, 200)), recorder.heap().points());
        recorder.restart(200);
        recorder.event(new CollectorEvent.CollectionFinished(1, 5, 100, 100, 200, 3, 4, 5, 6, 7));
        assertEquals(List.of(), recorder.heap().points());
    }

    private void assertOnly(PauseKind kind, long start, long duration) {
        PauseLog log = recorder.pauses(kind);
        assertEquals(1, log.size());
        assertEquals(start, log.startNanos(0));
        assertEquals(duration, log.durationNanos(0));
    }

    @Test
    void aFlipConcernsEveryMutatorAndATrapItsOwn() {
        recorder.event(new CollectorEvent.Flip(1, 10, 1, 2, 100));
        recorder.event(new CollectorEvent.Trap(1, 7, 20, 1, 3, 0x1000, 4, 128));
        assertTrue(recorder.pauses(PauseKind.FLIP).concerns(0, 7));
        assertTrue(recorder.pauses(PauseKind.FLIP).concerns(0, 8));
        assertTrue(recorder.pauses(PauseKind.TRAP).concerns(0, 7));
        assertFalse(recorder.pauses(PauseKind.TRAP).concerns(0, 8));
    }

    @Test
    void aSummaryGivesExactMaximumAndTotalAndClosePercentiles() {
        PauseLog log = new PauseLog();
        for (int i = 1; i <= 1_000; i++) {
            log.add(0, i, 1_000L * i);
        }
        PauseSummary summary = PauseSummary.of(log);
        assertEquals(1_000, summary.count());
        assertEquals(1_000_000, summary.maxNanos());
        assertEquals(500_500_000, summary.totalNanos());
        assertEquals(500_000, summary.p50Nanos(), 1_000);
        assertEquals(990_000, summary.p99Nanos(), 1_000);
    }

    @Test
    void aSummaryOfNothingIsZero() {
        assertEquals(new PauseSummary(0, 0, 0, 0, 0), PauseSummary.of(new PauseLog()));
    }

    @Test
    void aSingleOneIsMedianAndMaximumAtOnce() {
        PauseLog log = new PauseLog();
        log.add(0, 0, 1_234_567);
        assertEquals(new PauseSummary(1, 1_234_567, 1_234_567, 1_234_567, 1_234_567), PauseSummary.of(log));
    }
}

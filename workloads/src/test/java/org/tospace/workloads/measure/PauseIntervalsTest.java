package org.tospace.workloads.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PauseIntervalsTest {
    private static final MutatorSpan SPAN = new MutatorSpan(3, 100, 200);

    @Test
    void overlappingPausesCountOnce() {
        PauseLog stalls = new PauseLog();
        stalls.add(3, 120, 20);
        PauseLog assists = new PauseLog();
        assists.add(3, 125, 5);
        assists.add(3, 140, 10);
        PauseIntervals pauses = PauseIntervals.of(SPAN, List.of(assists, stalls));
        assertEquals(1, pauses.size());
        assertEquals(120, pauses.start(0));
        assertEquals(150, pauses.end(0));
        assertEquals(30, pauses.pausedBetween(100, 200));
    }

    @Test
    void pausesOfOtherMutatorsDoNotCountAndThoseOfEveryMutatorDo() {
        PauseLog log = new PauseLog();
        log.add(4, 120, 20);
        log.add(PauseLog.EVERY_MUTATOR, 150, 5);
        PauseIntervals pauses = PauseIntervals.of(SPAN, List.of(log));
        assertEquals(1, pauses.size());
        assertEquals(150, pauses.start(0));
    }

    @Test
    void pausesAreCutToTheSpan() {
        PauseLog log = new PauseLog();
        log.add(3, 90, 20);
        log.add(3, 195, 20);
        log.add(3, 200, 20);
        log.add(3, 80, 20);
        PauseIntervals pauses = PauseIntervals.of(SPAN, List.of(log));
        assertEquals(15, pauses.pausedBetween(100, 200));
        assertEquals(2, pauses.size());
    }

    @Test
    void pausedBetweenMayBeginAndEndWithinPauses() {
        PauseLog log = new PauseLog();
        log.add(3, 110, 10);
        log.add(3, 130, 10);
        PauseIntervals pauses = PauseIntervals.of(SPAN, List.of(log));
        assertEquals(5 + 5, pauses.pausedBetween(115, 135));
        assertEquals(2, pauses.pausedBetween(112, 114));
        assertEquals(0, pauses.pausedBetween(120, 130));
    }

    @Test
    void aLogGrowsPastItsFirstCapacity() {
        PauseLog log = new PauseLog();
        for (int i = 0; i < 10_000; i++) {
            log.add(i % 7, 10L * i, i);
        }
        assertEquals(10_000, log.size());
        assertEquals(99_990, log.startNanos(9_999));
        assertEquals(9_999, log.durationNanos(9_999));
    }
}

package org.tospace.workloads.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MinimumUtilisationTest {
    private static final int LIFE = 400;

    private static PauseIntervals pauses(long start, long end, long... startsAndDurations) {
        PauseLog log = new PauseLog();
        for (int i = 0; i < startsAndDurations.length; i += 2) {
            log.add(0, startsAndDurations[i], startsAndDurations[i + 1]);
        }
        return PauseIntervals.of(new MutatorSpan(0, start, end), List.of(log));
    }

    @Test
    void withoutPausesTheMutatorHasAllOfEveryWindow() {
        assertEquals(1, MinimumUtilisation.of(pauses(0, 1_000), 10));
    }

    @Test
    void aPauseAsLongAsTheWindowLeavesNothing() {
        assertEquals(0, MinimumUtilisation.of(pauses(0, 1_000, 500, 10), 10));
        assertEquals(0.5, MinimumUtilisation.of(pauses(0, 1_000, 500, 10), 20));
    }

    @Test
    void aWindowMayHoldPartsOfTwoPauses() {
        // 10 to 20 and 25 to 35: the worst window of 20 begins at 10 or ends at 35, and has 15 of pause in it.
        assertEquals(0.25, MinimumUtilisation.of(pauses(0, 100, 10, 10, 25, 10), 20));
    }

    @Test
    void windowsStayWithinTheLifeOfTheMutator() {
        // A pause of 8 at the very end: the worst window of 10 is the last one.
        assertEquals(0.2, MinimumUtilisation.of(pauses(0, 100, 92, 50), 10), 1e-12);
        assertEquals(0.2, MinimumUtilisation.of(pauses(100, 200, 90, 18), 10), 1e-12);
    }

    @Test
    void aWindowLongerThanTheLifeIsTheWholeLife() {
        assertEquals(0.9, MinimumUtilisation.of(pauses(0, 100, 40, 10), 1_000), 1e-12);
    }

    @Test
    void anEmptyWindowIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> MinimumUtilisation.of(pauses(0, 100), 0));
    }

    @Test
    void ofSeveralMutatorsTheWorstCounts() {
        long milli = 1_000_000;
        PauseIntervals good = pauses(0, 200 * milli);
        PauseIntervals bad = pauses(0, 200 * milli, 100 * milli, milli);
        assertEquals(0.0, MinimumUtilisation.byWindow(List.of(good, bad)).get(1));
        assertEquals(0.99, MinimumUtilisation.byWindow(List.of(good, bad)).get(100), 1e-12);
        assertEquals(MinimumUtilisation.WINDOWS_MILLIS, List.copyOf(MinimumUtilisation.byWindow(List.of()).keySet()));
    }

    @RepeatedTest(300)
    void agreesWithTryingEveryWindow() {
        long seed = Long.getLong("tospace.seed", new Random().nextLong());
        Random random = new Random(seed);
        long[] pauses = new long[2 * random.nextInt(12)];
        boolean[] paused = new boolean[LIFE];
        for (int i = 0; i < pauses.length; i += 2) {
            pauses[i] = random.nextInt(LIFE + 40) - 20;
            pauses[i + 1] = random.nextInt(30);
            for (long t = Math.max(0, pauses[i]); t < Math.min(LIFE, pauses[i] + pauses[i + 1]); t++) {
                paused[(int) t] = true;
            }
        }
        int window = 1 + random.nextInt(LIFE + 20);
        assertEquals(byTryingAll(paused, Math.min(window, LIFE)), MinimumUtilisation.of(pauses(0, LIFE, pauses), window), 1e-12,
                () -> "reproduce with -Dtospace.seed=" + seed);
    }

    private static double byTryingAll(boolean[] paused, int window) {
        int most = 0;
        for (int from = 0; from + window <= paused.length; from++) {
            int count = 0;
            for (int t = from; t < from + window; t++) {
                count += paused[t] ? 1 : 0;
            }
            most = Math.max(most, count);
        }
        return (double) (window - most) / window;
    }
}

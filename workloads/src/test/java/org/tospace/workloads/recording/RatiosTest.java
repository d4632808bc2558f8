package org.tospace.workloads.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatiosTest {
    @Test
    void ratiosAreRoundByRound() {
        Ratios ratios = Ratios.of(List.of(110L, 200L, 90L), List.of(100L, 200L, 100L));
        assertEquals(1.0, ratios.median());
        assertEquals(0.95, ratios.quartiles().low(), 1e-9);
        assertEquals(1.05, ratios.quartiles().high(), 1e-9);
        assertEquals(15, Ratios.median(List.of(20L, 10L)));
    }

    /** The ranks of the tables of the sign test. */
    @ParameterizedTest
    @CsvSource({"6, 1, 6", "8, 1, 8", "9, 2, 8", "15, 4, 12", "21, 6, 16", "100, 40, 61", "1000, 469, 532"})
    void theMedianIsBetweenTheRanksOfTheSignTest(int rounds, double low, double high) {
        assertEquals(Optional.of(new Ratios.Range(low, high)), upTo(rounds).confidence());
    }

    @ParameterizedTest
    @CsvSource({"1", "5"})
    void fewerThanSixRoundsCannotTell(int rounds) {
        assertEquals(Optional.empty(), upTo(rounds).confidence());
    }

    private static Ratios upTo(int rounds) {
        return Ratios.of(LongStream.rangeClosed(1, rounds).boxed().toList(), Collections.nCopies(rounds, 1L));
    }
}

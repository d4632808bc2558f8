package org.tospace.workloads.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RankTestTest {
    private static double[] of(double... figures) {
        return figures;
    }

    @Test
    void groupsWithoutOverlapAreAsRareAsTwoOfAllWays() {
        assertEquals(2.0 / 252, RankTest.probability(of(1, 2, 3, 4, 5), of(6, 7, 8, 9, 10)), 1e-12);
        assertEquals(2.0 / 70, RankTest.probability(of(8, 7, 6, 5), of(1, 2, 3, 4)), 1e-12);
        assertTrue(RankTest.differ(of(1, 2, 3, 4), of(5, 6, 7, 8)));
        assertFalse(RankTest.differ(of(1, 2, 3), of(4, 5, 6)));
    }

    /** With 3 and 4 figures and a rank sum of 7 for the smaller group: 2 of 35 ways lie as low, as tables of the test have it. */
    @Test
    void aSmallCaseIsAsInTables() {
        assertEquals(4.0 / 35, RankTest.probability(of(1, 2, 4), of(3, 5, 6, 7)), 1e-12);
    }

    @Test
    void equalFiguresShareTheirRanks() {
        assertEquals(1, RankTest.probability(of(3, 3, 3, 3), of(3, 3, 3, 3)), 1e-12);
        // Of the 6 ways to choose two of the ranks 1, 2.5, 2.5, 4, four lie as far from the mean 5 as 1 + 2.5 does.
        assertEquals(4.0 / 6, RankTest.probability(of(1, 2), of(2, 3)), 1e-12);
    }

    @Test
    void itDoesNotMatterWhichGroupIsFirst() {
        double[] a = of(1.5, 9, 3, 3, 7);
        double[] b = of(2, 3, 11, 8, 12, 4);
        assertEquals(RankTest.probability(a, b), RankTest.probability(b, a), 1e-12);
    }

    @Test
    void whereThereIsNoDifferenceItFindsOneNoMoreOftenThanItsLevelSays() {
        Random random = new Random(11);
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            double[] a = DoubleStream.generate(random::nextGaussian).limit(5).toArray();
            double[] b = DoubleStream.generate(random::nextGaussian).limit(5).toArray();
            found += RankTest.differ(a, b) ? 1 : 0;
        }
        assertTrue(found > 20 && found < 2_000 * RankTest.LEVEL, "found: " + found);
    }

    @Test
    void nothingDiffersFromNothing() {
        assertFalse(RankTest.differ(of(), of(1, 2, 3)));
    }

    @Test
    void spreadIsMedianAndExtremes() {
        assertEquals(new Spread(3, 1, 9), Spread.of(9, 1, 3));
        assertEquals(new Spread(2.5, 1, 4), Spread.of(4, 1, 3, 2));
        assertEquals(new Spread(7, 7, 7), Spread.of(7));
    }
}

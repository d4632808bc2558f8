package org.tospace.workloads.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapCurveTest {
    @Test
    void manyPairsAreThinnedEvenlyAndStayPairs() {
        HeapCurve curve = new HeapCurve();
        for (int i = 0; i < 100_000; i++) {
            curve.add(new HeapCurve.Point(2 * i, 1), new HeapCurve.Point(2 * i + 1, 0));
        }
        List<HeapCurve.Point> points = curve.points();
        assertTrue(points.size() > 2_000 && points.size() <= 8_192, () -> "points: " + points.size());
        long distance = points.get(2).nanos() - points.get(0).nanos();
        for (int i = 0; i < points.size(); i += 2) {
            assertEquals(distance * (i / 2), points.get(i).nanos());
            assertEquals(points.get(i).nanos() + 1, points.get(i + 1).nanos());
        }
    }
}

package org.tospace.workloads.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    private static List<String> labels(Scale scale) {
        return scale.ticks().stream().map(Tick::label).map(label -> label.replace('\u00a0', ' ')).toList();
    }

    @Test
    void percentilesAreAsFarApartAsTheyAreRare() {
        PercentileScale scale = new PercentileScale(100_000);
        assertEquals(0, scale.place(0));
        assertEquals(0.2, scale.place(0.9), 1e-9);
        assertEquals(0.8, scale.place(0.9999), 1e-6);
        assertEquals(1, scale.place(1));
        assertEquals(0.999, scale.share(scale.place(0.999)), 1e-9);
        assertEquals(List.of("", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"), labels(scale));
    }

    @Test
    void timesGoByDecades() {
        LogScale scale = LogScale.times(3_000, 2_500_000);
        assertEquals(0, scale.place(1_000));
        assertEquals(0.5, scale.place(100_000), 1e-9);
        assertEquals(1, scale.place(1e7), 1e-9);
        assertEquals(List.of("1 µs", "10 µs", "100 µs", "1 ms", "10 ms"), labels(scale).stream().filter(label -> !label.isEmpty()).toList());
    }

    @Test
    void sizesGoByPowersOfTwo() {
        assertEquals(List.of("0", "32 MiB", "64 MiB", "96 MiB", "128 MiB", "160 MiB", "192 MiB", "224 MiB", "256 MiB"),
                labels(LinearScale.binary(256 << 20)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1, 9.99, 10, 10.01, 1e9, 8e18, 1e300})
    void everyScaleHasItsGreatestValueWithinAndFewTicks(double greatest) {
        for (Scale scale : List.of(LinearScale.decimal(greatest, Units::time), LinearScale.binary(greatest), LogScale.times(0, greatest))) {
            assertTrue(scale.ticks().getLast().value() >= greatest * (1 - 1e-6), scale.ticks() + " for " + greatest);
            assertTrue(scale.place(greatest) >= 0 && scale.place(greatest) <= 1);
            assertTrue(scale instanceof LogScale || scale.ticks().size() <= 10, scale.ticks() + " for " + greatest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 40})
    void labelsStayApart(int count) {
        double[] ends = new double[count];
        for (int i = 0; i < count; i++) {
            ends[i] = 200 - (i % 3);
        }
        double[] places = EndLabels.spread(ends, 30, 360);
        for (int i = 0; i < count; i++) {
            assertTrue(places[i] >= 30 - 1e-9, "place " + places[i]);
            for (int j = 0; j < i; j++) {
                assertTrue(Math.abs(places[i] - places[j]) >= 15 - 1e-9, places[i] + " and " + places[j]);
                assertTrue(ends[i] >= ends[j] || places[i] < places[j], "labels are in the order of the ends");
            }
        }
    }
}

package org.tospace.workloads.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.workloads.report.data.Metric;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({"0, 0 ns", "999, 999 ns", "1000, 1 µs", "12345, 12.3 µs", "1e6, 1 ms", "5.5e7, 55 ms", "3e9, 3 s", "1.234e12, 1234 s"})
    void timesHaveThreeDigits(double nanos, String text) {
        assertEquals(text, Units.time(nanos).replace('\u00a0', ' '));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1023, 1023 bytes", "1024, 1 KiB", "67108864, 64 MiB", "1.6e9, 1.49 GiB"})
    void sizesAreInPowersOf1024(double bytes, String text) {
        assertEquals(text, Units.bytes(bytes).replace('\u00a0', ' '));
    }

    @Test
    void nothingButAllIsAll() {
        assertEquals("99.9\u00a0%", Units.share(0.99999));
        assertEquals("100\u00a0%", Units.share(1));
        assertEquals("0\u00a0%", Units.share(0));
    }

    @Test
    void rangesSayTheirUnitOnce() {
        assertEquals("10 to 12\u00a0ms", Units.range(Metric.Unit.NANOS, 1e7, 1.2e7));
        assertEquals("900\u00a0µs\u20131.2\u00a0ms", Units.shortRange(Metric.Unit.NANOS, 9e5, 1.2e6));
        assertEquals("3", Units.range(Metric.Unit.COUNT, 3, 3));
        assertEquals("\u2013", Units.of(Metric.Unit.SHARE, Double.NaN));
    }
}

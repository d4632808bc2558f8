package org.tospace.workloads.report.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void percentileIsTheSmallestValueThatCoversTheShare() {
        Distribution values = new Distribution.Builder().add(30, 1).add(10, 98).add(20, 1).build();
        assertEquals(10, values.at(0));
        assertEquals(10, values.at(0.98));
        assertEquals(20, values.at(0.99));
        assertEquals(30, values.at(0.991));
        assertEquals(30, values.at(1));
        assertEquals(30, values.max());
        assertEquals(100, values.count());
        assertEquals(0, values.exactFrom());
    }

    @Test
    void agreesWithSorting() {
        Random random = new Random(1);
        for (int size : new int[] {1, 2, 3, 99, 100, 101}) {
            Distribution.Builder builder = new Distribution.Builder();
            double[] values = random.ints(size, 0, 50).asDoubleStream().sorted().toArray();
            for (double value : values) {
                builder.add(value, 1);
            }
            Distribution distribution = builder.build();
            for (int i = 1; i <= size; i++) {
                assertEquals(values[i - 1], distribution.at((double) i / size), size + " values, " + i);
            }
        }
    }

    @Test
    void poolOfPartsIsAllOfThem() {
        Distribution pool = Distribution.pool(List.of(new Distribution.Builder().add(1, 9).build(), Distribution.EMPTY,
                new Distribution.Builder().addAtMost(2, 6).add(5, 5).build()));
        assertEquals(20, pool.count());
        assertEquals(1, pool.at(0.45));
        assertEquals(2, pool.at(0.5));
        assertEquals(0.3, pool.exactFrom(), 1e-9);
    }

    @Test
    void nothingIsUnknown() {
        assertTrue(Distribution.EMPTY.isEmpty());
        assertTrue(Double.isNaN(Distribution.EMPTY.at(0.5)) && Double.isNaN(Distribution.EMPTY.max()));
        assertTrue(new Distribution.Builder().add(Double.NaN, 1).add(-1, 1).add(Double.POSITIVE_INFINITY, 1).add(1, 0).build().isEmpty());
    }

    @Test
    void countsThatNoMemoryHoldsDoNotOverflow() {
        Distribution values = new Distribution.Builder().add(1, Long.MAX_VALUE).add(2, Long.MAX_VALUE).add(1, Long.MAX_VALUE).build();
        assertTrue(values.count() > 0);
        assertEquals(2, values.at(1));
    }
}

package org.tospace.workloads.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimumHeapTest {
    private static final long UNIT = 1_024;
    private final List<Long> tried = new ArrayList<>();

    private Optional<MinimumHeap.Found> search(LongPredicate works, double precision, long start, long most) {
        return new MinimumHeap(bytes -> {
            tried.add(bytes);
            return works.test(bytes);
        }, UNIT, precision, 2).search(start, most);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_023, 1_024, 1_025, 5_000, 99_999, 100_000, 1_048_576, 1_048_577, 77_777_777})
    void whateverTheSmallestIsItIsFoundToTheUnit(long smallest) {
        MinimumHeap.Found found = search(bytes -> bytes >= smallest, 0, 1 << 20, 1L << 40).orElseThrow();
        assertEquals((smallest + UNIT - 1) / UNIT * UNIT, found.bytes());
        assertEquals(found.bytes() - UNIT, found.failedBytes());
        assertTrue(tried.size() < 60, tried.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {3_000_000, 77_777_777, 1_000_000_000})
    void whereThePrecisionIsCoarseFewerSizesAreTried(long smallest) {
        MinimumHeap.Found found = search(bytes -> bytes >= smallest, 0.02, 1 << 20, 1L << 40).orElseThrow();
        assertTrue(found.bytes() >= smallest && found.failedBytes() < smallest, found.toString());
        assertTrue(found.bytes() <= found.failedBytes() * 1.02 + UNIT, found.toString());
        assertTrue(tried.size() < 30, tried.toString());
    }

    @Test
    void everySizeTriedIsAMultipleOfTheUnit() {
        search(bytes -> bytes >= 123_456_789, 0.01, 1_000_001, 1L << 40);
        tried.forEach(bytes -> assertEquals(0, bytes % UNIT));
    }

    @Test
    void whereNothingWorksNothingIsFoundAndNothingTooLargeIsTried() {
        assertEquals(Optional.empty(), search(_ -> false, 0, 1 << 20, 1 << 24));
        tried.forEach(bytes -> assertTrue(bytes <= 1 << 24, tried.toString()));
        assertTrue(tried.size() >= 4, tried.toString());
    }

    /** Works at once by luck where it works only one time in three: the confirmations find out. */
    @Test
    void aSizeThatWorksOnlyNowAndThenIsNotTheSmallest() {
        int[] calls = new int[1];
        MinimumHeap.Found found = search(bytes -> bytes >= 200 * UNIT || bytes >= 150 * UNIT && ++calls[0] % 3 == 1, 0, 1 << 20, 1L << 40)
                .orElseThrow();
        assertTrue(found.bytes() >= 200 * UNIT && found.bytes() <= 220 * UNIT, found.toString());
        assertEquals(List.of(found.bytes(), found.bytes()), tried.subList(tried.size() - 2, tried.size()));
    }
}

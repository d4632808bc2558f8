package org.tospace.runtime.primitives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.memory.PageSize;
import org.tospace.runtime.testing.ChildJvm;
import org.tospace.runtime.testing.MemoryMap;

class PrimitivesTest {

    /** In a JVM of its own: a trap that nobody serves ends it. */
    @Test
    void everyFigureIsTaken() {
        ChildJvm.of(PrimitivesChild.class).run().requireExit(0).requireOutput("all figures are there");
    }

    /** Pages that a trap leaves open trap no more, so a round with another number of traps is found out. */
    @ParameterizedTest
    @EnumSource
    void aRoundThatDoesNotTrapAsOftenAsItMustIsNoFigure(PageClosing closing) {
        assumeTrue(closing.mechanism().probe().available(), () -> closing.mechanism().probe().toString());
        try (TrapMeasurement measurement = new TrapMeasurement(closing, TrapServing.UPCALL, 4, 1)) {
            measurement.measure(1);
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> measurement.checkTraps(-1));
            assertTrue(e.getMessage().startsWith(closing.key() + ", upcall: there must be -1 traps"), e.getMessage());
        }
    }

    @Test
    void theServiceClosesAndOpensByMprotect() {
        long page = PageSize.bytes();
        try (DualMapping mapping = DualMapping.create("primitives-test", 3 * page); NativeBlock block = NativeBlock.reserve(PageService.BYTES)) {
            Memory.putInt(block.address() + PageService.CLOSING, PageService.MPROTECT);
            Memory.putLong(block.address() + PageService.PAGE_BYTES, page);
            long front = mapping.frontAddress();
            assertEquals(0, PageService.close(block.address(), front, mapping.bytes()));
            assertEquals("---s", MemoryMap.protection(front + page));
            Memory.putLong(block.address() + PageService.TRAPS_ALONE, 1);
            assertEquals(1, PageService.serve(block.address(), front + page + 8, 0));
            assertEquals("---s", MemoryMap.protection(front + page), "a trap alone opens nothing");
            Memory.putLong(block.address() + PageService.PAGE_TO_CLOSE, front + 2 * page);
            assertEquals(0, PageService.open(block.address(), front + 2 * page, page));
            assertEquals(1, PageService.serve(block.address(), front + page + 8, 0));
            assertEquals(List.of("---s", "rw-s", "---s"),
                    IntStream.range(0, 3).mapToObj(i -> MemoryMap.protection(front + i * page)).toList());
            assertEquals(front + page, Memory.getLong(block.address() + PageService.PAGE_TO_CLOSE));
            assertEquals(2, Memory.getLong(block.address() + PageService.TRAPS));
        }
    }

    @Test
    void aSpreadIsTheMedianAndTheTenthsAtEitherEnd() {
        assertEquals(new Spread(6, 2, 10), Spread.of(new double[] {11, 1, 10, 2, 9, 3, 8, 4, 7, 5, 6}));
        assertEquals(new Spread(5, 5, 5), Spread.of(new double[] {5}));
    }

    @Test
    void theSunOf1991RatesOne() {
        assertEquals("Sun 3/60", PublishedTimes.all().getFirst().machine());
        assertEquals(1.00, PublishedTimes.all().getFirst().rating(), 0.005);
    }

    @Test
    void thereIsAtLeastOneRepetition() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Primitives.measure(0, 1, part -> { }));
        assertEquals("repetitions must be at least 1: 0", e.getMessage());
    }
}

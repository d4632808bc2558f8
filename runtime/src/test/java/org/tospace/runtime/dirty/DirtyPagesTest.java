package org.tospace.runtime.dirty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tospace.runtime.dirty.TestMemory.PAGE;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.runtime.dirty.TestMemory.Kind;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallException;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.MapLimit;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.probe.Mechanism;
import org.tospace.runtime.testing.ChildJvm;
import org.tospace.runtime.testing.MemoryMap;

class DirtyPagesTest {

    private static final long PIPE2 = 293;
    private static final long READ = 0;
    private static final int EFAULT = 14;

    static Stream<Arguments> waysAndMemories() {
        return Stream.of(DirtyMechanism.values()).flatMap(way -> Stream.of(Kind.values()).map(kind -> Arguments.of(way, kind)));
    }

    private static void need(DirtyMechanism mechanism) {
        Mechanism probed = mechanism == DirtyMechanism.SCAN ? Mechanism.DIRTY_PAGES : Mechanism.DIRTY_TRAPS;
        assumeTrue(probed.probe().available(), () -> probed.probe().toString());
    }

    @ParameterizedTest
    @MethodSource("waysAndMemories")
    void whatWasWrittenSinceTheLastCallIsToldOnce(DirtyMechanism mechanism, Kind kind) {
        need(mechanism);
        try (TestMemory memory = new TestMemory(kind, 8); DirtyPages dirty = DirtyPages.open(mechanism, memory.address, memory.bytes)) {
            assertEquals(mechanism, dirty.mechanism());
            assertEquals(PAGE, dirty.granuleBytes());
            assertEquals(List.of(), dirty.take());
            Memory.putByte(memory.page(1) + 17, (byte) 1);
            Memory.putLong(memory.page(4) - 8, 1);
            Memory.putInt(memory.page(5), 1);
            Memory.putInt(memory.page(5) + 64, 1);
            Memory.compareAndSetLong(memory.page(7), 0, 1);
            assertEquals(List.of(memory.range(1, 1), memory.range(3, 1), memory.range(5, 1), memory.range(7, 1)), dirty.take());
            assertEquals(List.of(), dirty.take());
            Memory.putInt(memory.page(5), 2);
            Memory.putInt(memory.page(6), 2);
            Memory.putInt(memory.page(0), 2);
            assertEquals(List.of(memory.range(0, 1), memory.range(5, 2)), dirty.take());
            assertEquals(1, Memory.getInt(memory.page(5) + 64));
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndMemories")
    void writesBeforeTheStartAndLoadsAreNotTold(DirtyMechanism mechanism, Kind kind) {
        need(mechanism);
        try (TestMemory memory = new TestMemory(kind, 1024)) {
            for (int i = 0; i < 8; i++) {
                Memory.putInt(memory.page(i), i);
            }
            try (DirtyPages dirty = DirtyPages.open(mechanism, memory.address, memory.bytes)) {
                long sum = 0;
                for (int i = 0; i < 512; i++) {
                    sum += Memory.getInt(memory.page(i));
                }
                assertEquals(28, sum);
                assertEquals(List.of(), dirty.take());
                // A page that has memory, one that was only read, and one that nobody ever touched.
                for (int page : new int[] {3, 300, 900}) {
                    Memory.putInt(memory.page(page), 1);
                }
                assertEquals(List.of(memory.range(3, 1), memory.range(300, 1), memory.range(900, 1)), dirty.take());
                assertEquals(0, Memory.getInt(memory.page(299)) + Memory.getInt(memory.page(1023)));
                assertEquals(List.of(), dirty.take());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndMemories")
    void moreRangesThanOneCallOfTheKernelTellsAreAllTold(DirtyMechanism mechanism, Kind kind) {
        need(mechanism);
        int pages = 3000;
        try (TestMemory memory = new TestMemory(kind, pages); DirtyPages dirty = DirtyPages.open(mechanism, memory.address, memory.bytes)) {
            List<PageRange> expected = new ArrayList<>();
            for (int i = 1; i < pages; i += 2) {
                Memory.putInt(memory.page(i), i);
                expected.add(memory.range(i, 1));
            }
            assertEquals(expected, dirty.take());
            for (int i = 0; i < pages; i++) {
                Memory.putInt(memory.page(i), i);
            }
            assertEquals(List.of(memory.range(0, pages)), dirty.take());
            assertEquals(List.of(), dirty.take());
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndMemories")
    void randomWritesAreThoseOfAModel(DirtyMechanism mechanism, Kind kind) {
        need(mechanism);
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        int pages = 1 + random.nextInt(700);
        try (TestMemory memory = new TestMemory(kind, pages); DirtyPages dirty = DirtyPages.open(mechanism, memory.address, memory.bytes)) {
            for (int round = 0; round < 60; round++) {
                BitSet model = new BitSet();
                int writes = random.nextInt(2) * random.nextInt(2 * pages);
                for (int i = 0; i < writes; i++) {
                    int page = random.nextInt(pages);
                    model.set(page);
                    Memory.putLong(memory.page(page) + random.nextInt((int) PAGE / 8) * 8, random.nextLong());
                }
                List<PageRange> expected = new ArrayList<>();
                for (int i = model.nextSetBit(0); i >= 0; i = model.nextSetBit(model.nextClearBit(i))) {
                    expected.add(memory.range(i, model.nextClearBit(i) - i));
                }
                assertEquals(expected, dirty.take(), "-Dseed=" + seed + ", round " + round);
            }
        }
    }

    /** Only the range counts, not its neighbours; afterwards all is as before. */
    @ParameterizedTest
    @MethodSource("waysAndMemories")
    void neighboursAreLeftAloneAndAfterClosingNothingIsNoticed(DirtyMechanism mechanism, Kind kind) {
        need(mechanism);
        try (TestMemory memory = new TestMemory(kind, 5)) {
            DirtyPages dirty = DirtyPages.open(mechanism, memory.page(1), 3 * PAGE);
            for (int i = 0; i < 5; i++) {
                Memory.putInt(memory.page(i), 1);
            }
            assertEquals(List.of(memory.range(1, 3)), dirty.take());
            dirty.close();
            dirty.close();
            assertThrows(IllegalStateException.class, dirty::take);
            for (int i = 0; i < 5; i++) {
                Memory.putInt(memory.page(i), 2);
            }
            try (DirtyPages again = DirtyPages.open(mechanism, memory.address, memory.bytes)) {
                assertEquals(List.of(), again.take());
                Memory.putInt(memory.page(4), 3);
                assertEquals(List.of(memory.range(4, 1)), again.take());
            }
        }
    }

    /** More opens, one after the other, than there would be mappings and trap regions for, were any kept. */
    @ParameterizedTest
    @EnumSource
    void closingGivesBackWhatOpeningTook(DirtyMechanism mechanism) {
        need(mechanism);
        try (TestMemory memory = new TestMemory(Kind.SHARED, 64)) {
            int mappings = MemoryMap.lines().size();
            for (int i = 0; i < 2000; i++) {
                try (DirtyPages dirty = DirtyPages.open(mechanism, memory.address, memory.bytes)) {
                    assertEquals(PAGE, dirty.granuleBytes());
                }
            }
            assertTrue(MemoryMap.lines().size() < mappings + 200, "mappings before " + mappings);
        }
    }

    @Test
    void aStoreThroughAnotherViewIsNotNoticed() {
        try (DualMapping mapping = DualMapping.create("dirty-test", 2 * PAGE);
                DirtyPages dirty = DirtyPages.open(mapping.frontAddress(), mapping.bytes())) {
            Memory.putInt(mapping.backAddress(), 5);
            assertEquals(List.of(), dirty.take());
            Memory.putInt(mapping.frontAddress() + PAGE, 6);
            assertEquals(List.of(new PageRange(mapping.frontAddress() + PAGE, PAGE)), dirty.take());
            assertEquals(5, Memory.getInt(mapping.frontAddress()));
        }
    }

    /** {@code read} stores into the range: the kernel's record has it, a page that traps refuses it. */
    @ParameterizedTest
    @EnumSource
    void storesOfTheKernelAreNoticedByScanAndRefusedByTraps(DirtyMechanism mechanism) {
        need(mechanism);
        try (TestMemory memory = new TestMemory(Kind.PRIVATE, 2); NativeBlock block = NativeBlock.reserve(64);
                DirtyPages dirty = DirtyPages.open(mechanism, memory.address, memory.bytes)) {
            SystemCall.check("pipe2", 0, 0, SystemCall.invoke(PIPE2, block.address(), 0, 0));
            long readEnd = Memory.getInt(block.address());
            long writeEnd = Memory.getInt(block.address() + 4);
            Memory.putLong(block.address() + 8, 77);
            SystemCall.check("write", 0, 8, SystemCall.invoke(SystemCallNumber.WRITE, writeEnd, block.address() + 8, 8));
            long result = SystemCall.invoke(READ, readEnd, memory.page(1), 8);
            if (mechanism == DirtyMechanism.SCAN) {
                assertEquals(8, result);
                assertEquals(77, Memory.getLong(memory.page(1)));
                assertEquals(List.of(memory.range(1, 1)), dirty.take());
            } else {
                assertEquals(-EFAULT, result);
                assertEquals(List.of(), dirty.take());
            }
            SystemCall.check("close", 0, 0, SystemCall.invoke(SystemCallNumber.CLOSE, readEnd, 0, 0));
            SystemCall.check("close", 0, 0, SystemCall.invoke(SystemCallNumber.CLOSE, writeEnd, 0, 0));
        }
    }

    /** What a process that has few mappings left gets: pages in larger portions, and never more mappings than were reserved. */
    @Test
    void trapsTellLargerGranulesWhereMappingsAreFew() {
        long taken = MapLimit.reserve(Long.MAX_VALUE);
        // What is granted is half of what is left, so a few rounds leave little.
        List<Long> more = new ArrayList<>(List.of(taken));
        while (more.getLast() > 64) {
            more.add(MapLimit.reserve(Long.MAX_VALUE));
        }
        try (TestMemory memory = new TestMemory(Kind.PRIVATE, 1001);
                DirtyPages dirty = DirtyPages.open(DirtyMechanism.TRAP, memory.address, memory.bytes)) {
            long granule = dirty.granuleBytes();
            assertTrue(granule > PAGE && Long.bitCount(granule) == 1, "granule " + granule);
            long before = MemoryMap.lines().size();
            Memory.putInt(memory.page(500), 1);
            long start = memory.address + 500 * PAGE / granule * granule;
            assertEquals(List.of(new PageRange(start, granule)), dirty.take());
            Memory.putInt(memory.page(1000), 1);
            long lastStart = memory.address + 1000 * PAGE / granule * granule;
            assertEquals(List.of(new PageRange(lastStart, memory.address + memory.bytes - lastStart)), dirty.take());
            for (int i = 0; i < 1001; i += 2) {
                Memory.putInt(memory.page(i), 1);
            }
            assertEquals(List.of(memory.range(0, 1001)), dirty.take());
            assertTrue(MemoryMap.lines().size() < before + 100, "mappings before " + before);
        } finally {
            more.forEach(MapLimit::giveBack);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongRangesAreRefusedWithWhatWouldBeRight(DirtyMechanism mechanism) {
        for (long[] range : new long[][] {{PAGE + 1, PAGE}, {0, PAGE}, {PAGE, 0}, {PAGE, -PAGE}, {PAGE, 100}, {PAGE, Long.MAX_VALUE & -PAGE}}) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> DirtyPages.open(mechanism, range[0], range[1]));
            assertTrue(e.getMessage().contains("multiple of the page size"), e.getMessage());
        }
    }

    @Test
    void theKernelsOwnRecordIsPreferred() {
        need(DirtyMechanism.SCAN);
        try (TestMemory memory = new TestMemory(Kind.PRIVATE, 1); DirtyPages dirty = DirtyPages.open(memory.address, memory.bytes)) {
            assertEquals(DirtyMechanism.SCAN, dirty.mechanism());
        }
    }

    /** A range is one {@code userfaultfd}'s only: as good as a kernel that has no scan. */
    @Test
    void whereTheKernelRefusesTheScanTrapsTakeItsPlace() {
        assumeTrue(Mechanism.USER_FAULT.probe().available(), () -> Mechanism.USER_FAULT.probe().toString());
        try (TestMemory memory = new TestMemory(Kind.SHARED, 4);
                UserFault other = UserFault.open(UserFault.FEATURE_SIGBUS | UserFault.FEATURE_MINOR_SHMEM)) {
            for (int i = 0; i < 4; i++) {
                Memory.putInt(memory.page(i), i);
            }
            other.register(memory.address, memory.bytes, UserFault.MODE_MINOR);
            assertThrows(SystemCallException.class, () -> DirtyPages.open(DirtyMechanism.SCAN, memory.address, memory.bytes));
            try (DirtyPages dirty = DirtyPages.open(memory.address, memory.bytes)) {
                assertEquals(DirtyMechanism.TRAP, dirty.mechanism());
                Memory.putInt(memory.page(2), 7);
                assertEquals(List.of(memory.range(2, 1)), dirty.take());
            }
        }
    }

    /** Writers of four threads beside the taker; in a JVM of its own, since a fault that nobody serves ends it. */
    @ParameterizedTest
    @MethodSource("waysAndMemories")
    void noStoreOfSeveralThreadsIsMissed(DirtyMechanism mechanism, Kind kind) {
        need(mechanism);
        ChildJvm.Result result = ChildJvm.of(DirtyWritersChild.class)
                .arguments(mechanism.name(), kind.name(), Long.getLong("dirty.millis", 700).toString()).run();
        result.requireExit(0).requireOutput("no store was missed");
        assertFalse(result.output().contains("WARNING"), result::toString);
    }
}

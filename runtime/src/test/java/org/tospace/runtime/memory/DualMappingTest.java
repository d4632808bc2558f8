package org.tospace.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.runtime.linux.SystemCallException;
import org.tospace.runtime.testing.ChildJvm;
import org.tospace.runtime.testing.MemoryMap;

class DualMappingTest {

    private static final long PAGE = PageSize.bytes();

    private final DualMapping mapping = DualMapping.create("dual-mapping-test", 16 * PAGE);
    private final long front = mapping.frontAddress();
    private final long back = mapping.backAddress();

    @AfterEach
    void close() {
        mapping.close();
    }

    @Test
    void aStoreThroughOneViewIsSeenThroughTheOther() {
        Memory.putLong(front + 24, 7);
        assertEquals(7, Memory.getLong(back + 24));
        Memory.putLong(back + 15 * PAGE, 8);
        assertEquals(8, Memory.getLong(front + 15 * PAGE));
        assertEquals(mapping.delta(), back - front);
        assertEquals(16 * PAGE, mapping.bytes());
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void protectionChangesTheFrontViewOnly(Access access) {
        mapping.protect(front + PAGE, 2 * PAGE, access);
        String expected = switch (access) {
            case NONE -> "---s";
            case READ -> "r--s";
            case READ_WRITE -> "rw-s";
        };
        assertEquals("rw-s", MemoryMap.protection(front));
        assertEquals(expected, MemoryMap.protection(front + PAGE));
        assertEquals(expected, MemoryMap.protection(front + 2 * PAGE));
        assertEquals("rw-s", MemoryMap.protection(front + 3 * PAGE));
        assertEquals("rw-s", MemoryMap.protection(back + PAGE));
        Memory.putLong(back + PAGE, 9);
        mapping.protect(front + PAGE, 2 * PAGE, Access.READ_WRITE);
        assertEquals(9, Memory.getLong(front + PAGE));
        assertEquals("rw-s", MemoryMap.protection(front + PAGE));
    }

    @Test
    void releasedPagesAreZeroAndTheirMemoryIsGivenBack() {
        assertEquals(0, mapping.residentBytes());
        mapping.populate(back, 16 * PAGE);
        assertEquals(16 * PAGE, mapping.residentBytes());
        Memory.putLong(front + PAGE, 5);
        Memory.putLong(front + 3 * PAGE, 6);
        mapping.protect(front + PAGE, PAGE, Access.NONE);
        mapping.release(PAGE, 2 * PAGE);
        assertEquals(14 * PAGE, mapping.residentBytes());
        assertEquals(0, Memory.getLong(back + PAGE));
        assertEquals(6, Memory.getLong(back + 3 * PAGE));
        mapping.protect(front, 16 * PAGE, Access.READ_WRITE);
        assertEquals(0, Memory.getLong(front + PAGE));
    }

    @Test
    void pagesOfEitherViewCanBePopulatedWhileTheyAreWritable() {
        mapping.populate(front, PAGE);
        mapping.populate(front + 15 * PAGE, PAGE);
        mapping.populate(back + PAGE, PAGE);
        assertEquals(3 * PAGE, mapping.residentBytes());
        mapping.protect(front, PAGE, Access.NONE);
        assertEquals("EINVAL", assertThrows(SystemCallException.class, () -> mapping.populate(front, PAGE)).errnoName());
    }

    @Test
    void aRangeThatIsNotWholePagesOfTheViewIsRefused() {
        refused("address must be a multiple of the page size", front + 1, PAGE);
        refused("length must be a positive multiple of the page size", front, PAGE - 1);
        refused("length must be a positive multiple of the page size", front, 0);
        refused("length must be a positive multiple of the page size", front, -PAGE);
        refused("the range must lie in the front view", front - PAGE, PAGE);
        refused("the range must lie in the front view", front, 17 * PAGE);
        refused("the range must lie in the front view", front + 16 * PAGE, PAGE);
        refused("the range must lie in the front view", front + PAGE, Long.MAX_VALUE & -PAGE);
        refused("the range must lie in the front view", back, PAGE);
        assertThrows(IllegalArgumentException.class, () -> mapping.release(16 * PAGE, PAGE));
        assertThrows(IllegalArgumentException.class, () -> mapping.release(1, PAGE));
        assertThrows(IllegalArgumentException.class, () -> mapping.populate(back + PAGE, 16 * PAGE));
    }

    private void refused(String why, long address, long length) {
        String message = assertThrows(IllegalArgumentException.class,
                () -> mapping.protect(address, length, Access.NONE)).getMessage();
        assertTrue(message.startsWith(why), message);
    }

    @Test
    void argumentsOfCreateAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> DualMapping.create("", PAGE));
        assertThrows(IllegalArgumentException.class, () -> DualMapping.create("x".repeat(250), PAGE));
        assertThrows(IllegalArgumentException.class, () -> DualMapping.create("x", 0));
        assertThrows(IllegalArgumentException.class, () -> DualMapping.create("x", PAGE + 1));
        DualMapping.create("x".repeat(249), PAGE).close();
    }

    @Test
    void aMappingThatIsTooLargeIsRefusedAndLeavesNothingBehind() {
        assertThrows(SystemCallException.class, () -> DualMapping.create("too-large", 1L << 60));
        // One view fits into the addresses of a process, the other does not.
        String message = assertThrows(SystemCallException.class, () -> DualMapping.create("too-large", 1L << 46)).getMessage();
        assertTrue(message.contains("ENOMEM") && message.contains("ulimit -v"), message);
        assertTrue(MemoryMap.lines().stream().noneMatch(line -> line.contains("too-large")));
    }

    @Test
    void closingUnmapsBothViewsAndMethodsRefuseAfterwards() {
        mapping.close();
        mapping.close();
        assertTrue(MemoryMap.lines().stream().noneMatch(line -> line.contains("dual-mapping-test")));
        assertThrows(IllegalStateException.class, () -> mapping.protect(front, PAGE, Access.NONE));
        assertThrows(IllegalStateException.class, mapping::residentBytes);
    }

    @Test
    void atTheLimitOnMappingsTheFailureSaysSo() {
        ChildJvm.of(MapLimitChild.class).run().requireExit(0).requireOutput("failed: errno 12, ENOMEM")
                .requireOutput("and vm.max_map_count is " + MapLimit.limit());
    }

    @Test
    void rangeShownAgainIsTheSameMemoryInBothViews() {
        long page = PageSize.bytes();
        try (DualMapping mapping = DualMapping.create("again", 8 * page)) {
            mapping.showAgain(5 * page, page, 2 * page);
            long first = mapping.frontAddress() + page;
            long again = mapping.frontAddress() + 5 * page;
            Memory.putLong(first + 8, 42);
            assertEquals(42, Memory.getLong(again + 8));
            Memory.putLong(again + page + mapping.delta(), 43);
            assertEquals(43, Memory.getLong(first + page));
            mapping.protect(again, page, Access.NONE);
            assertEquals(42, Memory.getLong(first + 8), "each range has a protection of its own");
            assertThrows(IllegalArgumentException.class, () -> mapping.showAgain(2 * page, page, 2 * page));
            assertThrows(IllegalArgumentException.class, () -> mapping.showAgain(7 * page, page, 2 * page));
        }
    }
}

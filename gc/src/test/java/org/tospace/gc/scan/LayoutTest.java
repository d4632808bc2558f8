package org.tospace.gc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No two words of a structure in native memory lie in one place: a mistake that compiles, and runs for a while. */
class LayoutTest {
    /** Words that are read and written as {@code int}. */
    private static final List<String> INTS = List.of("PAGE_SHIFT", "CHECKED", "PROTECTION", "USER_FAULT_DESCRIPTOR", "STATE");

    @Test
    void theControlBlock() throws IllegalAccessException {
        requireApart(ControlBlock.class, ControlBlock.BYTES, List.of("BYTES"));
    }

    @Test
    void anAgentsRecord() throws IllegalAccessException {
        requireApart(AgentRecord.class, AgentRecord.BYTES, List.of("BYTES"));
        assertTrue(AgentRecord.SCRATCH + RangeOpener.SCRATCH_BYTES <= AgentRecord.CHUNK, "the room for a system call's argument");
    }

    @Test
    void aPagesRecord() throws IllegalAccessException {
        requireApart(PageRecord.class, PageRecord.BYTES, List.of("BYTES"));
        assertEquals(PageRecord.BYTES, 1L << PageRecord.SHIFT);
    }

    @ParameterizedTest
    @ValueSource(longs = {ControlBlock.COPY_TOP, ControlBlock.SCANNED_PAGES, ControlBlock.CURSOR, ControlBlock.RANGES_LEFT, ControlBlock.WAITING,
        ControlBlock.HUGE_COUNT, ControlBlock.ROOTS, ControlBlock.ROOT_CHUNKS_LEFT, ControlBlock.COPIED_LARGE_BYTES, ControlBlock.NAMED_PAGES,
        ControlBlock.SCAN_LIST_COUNT, ControlBlock.SCAN_LIST_NEXT})
    void wordsThatManyThreadsChangeHaveALineEach(long offset) throws IllegalAccessException {
        for (Map.Entry<Long, String> other : offsets(ControlBlock.class, List.of("BYTES")).entrySet()) {
            assertTrue(other.getKey() == offset || other.getKey() / 64 != offset / 64, other.getValue() + " is in the line of offset " + offset);
        }
    }

    private static void requireApart(Class<?> layout, long bytes, List<String> others) throws IllegalAccessException {
        long end = 0;
        for (Map.Entry<Long, String> word : offsets(layout, others).entrySet()) {
            long length = INTS.contains(word.getValue()) ? Integer.BYTES : Long.BYTES;
            assertTrue(word.getKey() >= end, word.getValue() + " begins at " + word.getKey() + ", before the end of the word before it");
            assertEquals(0, word.getKey() % length, "alignment of " + word.getValue());
            end = word.getKey() + length;
        }
        assertTrue(end <= bytes, layout.getSimpleName() + " ends at " + end);
    }

    private static Map<Long, String> offsets(Class<?> layout, List<String> others) throws IllegalAccessException {
        Map<Long, String> offsets = new TreeMap<>();
        for (Field field : layout.getDeclaredFields()) {
            if (field.getType() == long.class && Modifier.isStatic(field.getModifiers()) && !others.contains(field.getName())) {
                field.setAccessible(true);
                assertNull(offsets.put(field.getLong(null), field.getName()), "two words at one offset: " + field.getName());
            }
        }
        return offsets;
    }
}

package org.tospace.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MapLimitTest {

    @Test
    void theWholeNumberIsRead() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("/proc/sys/vm/max_map_count"))) {
            byte[] bytes = new byte[32];
            int n = in.read(bytes);
            assertEquals(new String(bytes, 0, n, StandardCharsets.US_ASCII).trim(), Long.toString(MapLimit.limit()));
        }
        assertTrue(MapLimit.limit() >= 1000, () -> "limit " + MapLimit.limit());
    }

    @Test
    void splittingAMappingIsCounted() {
        long page = PageSize.bytes();
        try (DualMapping mapping = DualMapping.create("map-limit-test", 400 * page)) {
            long before = MapLimit.inUse();
            for (int i = 0; i < 100; i++) {
                mapping.protect(mapping.frontAddress() + (2 * i + 1) * page, page, Access.NONE);
            }
            long more = MapLimit.inUse() - before;
            assertTrue(more >= 190 && more <= 230, () -> "mappings more " + more);
        }
    }

    @Test
    void aReservationIsAtMostHalfOfWhatIsLeft() {
        long left = MapLimit.limit() - MapLimit.KEPT_FOR_JVM - MapLimit.inUse();
        long first = MapLimit.reserve(Long.MAX_VALUE);
        long second = MapLimit.reserve(Long.MAX_VALUE);
        MapLimit.giveBack(first);
        MapLimit.giveBack(second);
        assertTrue(Math.abs(first - left / 2) < 100, () -> first + " of " + left);
        assertTrue(Math.abs(second - first / 2) < 100, () -> second + " after " + first);
        long small = MapLimit.reserve(10);
        MapLimit.giveBack(small);
        assertEquals(10, small);
    }

    @Test
    void moreThanIsReservedCannotBeGivenBack() {
        assertThrows(IllegalArgumentException.class, () -> MapLimit.giveBack(Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> MapLimit.giveBack(-1));
        assertThrows(IllegalArgumentException.class, () -> MapLimit.reserve(-1));
    }

    @Test
    void thePageSizeIsTheSystems() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/getconf")), "getconf is not installed");
        Process process = new ProcessBuilder("/usr/bin/getconf", "PAGESIZE").start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
        assertEquals(0, process.waitFor());
        assertEquals(Long.parseLong(text), PageSize.bytes());
        assertEquals(2 * PageSize.bytes(), PageSize.roundUp(PageSize.bytes() + 1));
        assertEquals(PageSize.bytes(), PageSize.roundUp(PageSize.bytes()));
    }
}

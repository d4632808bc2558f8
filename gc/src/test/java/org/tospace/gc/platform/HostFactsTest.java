package org.tospace.gc.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFactsTest {
    @TempDir
    private Path folder;

    @Test
    void theSoftLimitOnAddressesIsRead() {
        String header = "Limit                     Soft Limit           Hard Limit           Units     ";
        assertEquals(OptionalLong.of(4294967296L), HostFacts.addressSpaceLimit(
                List.of(header, "Max address space         4294967296           unlimited            bytes     ")));
        assertEquals(OptionalLong.empty(), HostFacts.addressSpaceLimit(
                List.of(header, "Max address space         unlimited            unlimited            bytes     ")));
        assertEquals(OptionalLong.empty(), HostFacts.addressSpaceLimit(List.of()));
    }

    @Test
    void valuesAreFoundByTheirWholeKey() throws IOException {
        Path file = Files.writeString(folder.resolve("meminfo"), "MemTotalSum: 1 kB\nMemTotal:        8 kB\n");
        assertEquals(Optional.of("8 kB"), TextFile.value(file, "MemTotal", ':'));
        assertEquals(Optional.empty(), TextFile.value(file, "Mem", ':'));
        assertEquals(Optional.empty(), TextFile.value(folder.resolve("nothing"), "Mem", ':'));
    }

    @Test
    void theMapLimitIsReadWhole() throws IOException {
        String limit = TextFile.lines(Path.of("/proc/sys/vm/max_map_count")).get(0);
        assertTrue(HostFacts.mappings().orElseThrow().startsWith(limit + " mappings"));
        assertTrue(limit.length() > 1, limit);
    }
}

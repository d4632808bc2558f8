package org.tospace.gc.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryGroupTest {
    @TempDir
    private Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    @Test
    void theSmallestLimitOfAGroupAndThoseAroundItCounts() throws IOException {
        write("outer/memory.max", "1048576");
        write("outer/inner/memory.max", "2097152");
        assertEquals(OptionalLong.of(1048576), MemoryGroup.limit(List.of("0::/outer/inner"), root));
    }

    @Test
    void maxIsNoLimit() throws IOException {
        write("outer/memory.max", "max");
        assertEquals(OptionalLong.empty(), MemoryGroup.limit(List.of("0::/outer"), root));
    }

    @Test
    void versionOneIsReadFromItsOwnMountAndAHugeNumberIsNoLimit() throws IOException {
        write("memory/memory.limit_in_bytes", "9223372036854771712");
        assertEquals(OptionalLong.empty(), MemoryGroup.limit(List.of("4:memory:/a"), root));
        write("memory/a/memory.limit_in_bytes", "4194304");
        assertEquals(OptionalLong.of(4194304), MemoryGroup.limit(List.of("5:cpu,cpuacct:/b", "4:memory:/a", "0::/"), root));
    }

    @Test
    void aPathThatIsNotThereInTheContainerLeadsToTheMount() throws IOException {
        write("memory.max", "8192");
        assertEquals(OptionalLong.of(8192), MemoryGroup.limit(List.of("0::/../../elsewhere"), root));
        assertEquals(OptionalLong.of(8192), MemoryGroup.limit(List.of("0::/docker/0123"), root));
    }

    @Test
    void noGroupsAreNoLimit() {
        assertEquals(OptionalLong.empty(), MemoryGroup.limit(List.of(), root));
        assertEquals(OptionalLong.empty(), MemoryGroup.limit(List.of("nonsense"), root));
    }
}

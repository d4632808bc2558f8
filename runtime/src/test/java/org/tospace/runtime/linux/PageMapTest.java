package org.tospace.runtime.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.memory.PageSize;
import org.tospace.runtime.probe.Mechanism;

class PageMapTest {

    private static final Path HEADER = Path.of("/usr/include/linux/fs.h");

    private static String header() throws IOException {
        assumeTrue(Files.exists(HEADER), HEADER + " is not installed");
        String text = Files.readString(HEADER);
        assumeTrue(text.contains("struct pm_scan_arg"), HEADER + " is older than PAGEMAP_SCAN (Linux 6.7)");
        return text;
    }

    private static List<String> fields(String header, String struct) {
        Matcher body = Pattern.compile("struct " + struct + " \\{(.*?)\\};", Pattern.DOTALL).matcher(header);
        assertTrue(body.find(), struct);
        return Pattern.compile("__u64 (\\w+);").matcher(body.group(1)).results().map(match -> match.group(1)).toList();
    }

    private static <E extends Enum<E>> List<String> names(E[] values) {
        return Arrays.stream(values).map(field -> field.name().toLowerCase(Locale.ROOT)).toList();
    }

    @Test
    void fieldsAreThoseOfTheKernelsHeader() throws IOException {
        String header = header();
        assertEquals(fields(header, "pm_scan_arg"), names(PageMap.ScanField.values()));
        assertEquals(fields(header, "page_region"), names(PageMap.RegionField.values()));
    }

    @Test
    void numbersAreThoseOfTheKernelsHeader() throws IOException {
        String header = header().replaceAll("\\s+", " ");
        assertTrue(header.contains("#define PAGEMAP_SCAN _IOWR(PROCFS_IOCTL_MAGIC, 16, struct pm_scan_arg)")
                || header.contains("#define PAGEMAP_SCAN _IOWR('f', 16, struct pm_scan_arg)"));
        assertTrue(header.contains("#define PAGE_IS_WRITTEN (1 << 1)"));
        assertTrue(header.contains("#define PM_SCAN_WP_MATCHING (1 << 0)"));
        assertTrue(header.contains("#define PM_SCAN_CHECK_WPASYNC (1 << 1)"));
    }

    /** It compares the size that the struct says with its own, and refuses flags that it does not have. */
    @Test
    void theRunningKernelKnowsTheStructAndTheFlags() {
        assumeTrue(Mechanism.DIRTY_PAGES.probe().available(), () -> Mechanism.DIRTY_PAGES.probe().toString());
        assertEquals(12 * Long.BYTES, PageMap.SCAN_BYTES);
        try (NativeBlock block = NativeBlock.reserve(PageSize.bytes()); PageMap pageMap = PageMap.open()) {
            // Not registered: PM_SCAN_CHECK_WPASYNC must refuse, with its own error and not with EINVAL.
            SystemCallException e = assertThrows(SystemCallException.class,
                    () -> pageMap.takeWritten(block.address(), block.bytes(), (address, bytes) -> { }));
            assertEquals("EPERM", e.errnoName());
            assertEquals("ioctl(PAGEMAP_SCAN)", e.call());
        }
    }
}

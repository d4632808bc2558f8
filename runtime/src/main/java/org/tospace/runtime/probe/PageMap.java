package org.tospace.runtime.probe;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.tospace.runtime.linux.Ioctl;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;

/**
 * The process's page table, asked by {@code PAGEMAP_SCAN} (Linux 6.7).
 *
 * <p>Structs and numbers of {@code linux/fs.h}; each field is a {@code __u64}.
 */
final class PageMap implements AutoCloseable {

    /**
     * Pages that follow each other.
     *
     * @param address the first
     * @param bytes their length
     */
    record Range(long address, long bytes) {
    }

    private static final String FILE = "/proc/self/pagemap";
    /** {@code openat(directory, path, flags, mode)}. */
    private static final long OPENAT = 257;
    /** {@code AT_FDCWD}: no directory. */
    private static final long CURRENT_DIRECTORY = -100;
    /** {@code O_RDONLY | O_CLOEXEC}. */
    private static final long FLAGS = 0x8_0000;

    /** {@code PM_SCAN_WP_MATCHING}: write-protect what matches; {@code PM_SCAN_CHECK_WPASYNC}: refuse where that would trap. */
    private static final long TAKE = 1 << 0 | 1 << 1;
    /** {@code PAGE_IS_WRITTEN}: not write-protected, or written since. */
    private static final long WRITTEN = 1 << 1;

    /**
     * {@code struct pm_scan_arg}: size, flags, start, end, walk_end, vec, vec_len, max_pages, category_inverted,
     * category_mask, category_anyof_mask, return_mask.
     */
    private static final int FIELDS = 12;
    /** {@code _IOWR('f', 16, struct pm_scan_arg)}; returns how many ranges it found. */
    private static final Ioctl PAGEMAP_SCAN = Ioctl.readWrite("PAGEMAP_SCAN", 'f', 16, FIELDS * Long.BYTES);
    /** {@code struct page_region}: start, end, categories. */
    private static final int REGION_FIELDS = 3;
    private static final int CAPACITY = 16;

    private final long fileDescriptor;

    private PageMap(long fileDescriptor) {
        this.fileDescriptor = fileDescriptor;
    }

    static PageMap open() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(FILE);
            return new PageMap(SystemCall.check("open of " + FILE, 0, 0,
                    SystemCall.invoke(OPENAT, CURRENT_DIRECTORY, path.address(), FLAGS, 0, 0, 0)));
        }
    }

    /**
     * Which pages were written since the last call, and makes a new start for them.
     *
     * @param address of a range registered with a {@link UserFault} that is write-protecting asynchronously
     * @param bytes its length
     * @return the ranges written, the first 16 of them, by address
     */
    List<Range> takeWritten(long address, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment found = arena.allocate(JAVA_LONG, (long) CAPACITY * REGION_FIELDS);
            MemorySegment argument = arena.allocateFrom(JAVA_LONG, (long) FIELDS * Long.BYTES, TAKE, address,
                    address + bytes, 0, found.address(), CAPACITY, 0, 0, WRITTEN, 0, WRITTEN);
            long count = PAGEMAP_SCAN.invoke(fileDescriptor, argument);
            List<Range> ranges = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                long start = found.getAtIndex(JAVA_LONG, i * REGION_FIELDS);
                ranges.add(new Range(start, found.getAtIndex(JAVA_LONG, i * REGION_FIELDS + 1) - start));
            }
            return ranges;
        }
    }

    @Override
    public void close() {
        SystemCall.check("close", 0, 0, SystemCall.invoke(SystemCallNumber.CLOSE, fileDescriptor, 0, 0));
    }
}

package org.tospace.runtime.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The process's page table, asked by {@code PAGEMAP_SCAN} (Linux 6.7) which pages were written.
 *
 * <p>One thread at a time; who writes to the pages meanwhile does not matter. Structs and numbers of {@code linux/fs.h}; each field is
 * a {@code __u64}.
 */
public final class PageMap implements AutoCloseable {

    /** Takes the ranges that were found. */
    @FunctionalInterface
    public interface RangeConsumer {

        /**
         * Pages that follow each other.
         *
         * @param address the first
         * @param bytes their length
         */
        void accept(long address, long bytes);
    }

    /** {@code struct pm_scan_arg}, field by field. */
    enum ScanField {
        SIZE, FLAGS, START, END, WALK_END, VEC, VEC_LEN, MAX_PAGES, CATEGORY_INVERTED, CATEGORY_MASK, CATEGORY_ANYOF_MASK, RETURN_MASK
    }

    /** {@code struct page_region}, field by field. */
    enum RegionField {
        START, END, CATEGORIES
    }

    static final int SCAN_BYTES = ScanField.values().length * Long.BYTES;
    /** {@code _IOWR('f', 16, struct pm_scan_arg)}; returns how many ranges it found. */
    static final Ioctl PAGEMAP_SCAN = Ioctl.readWrite("PAGEMAP_SCAN", 'f', 16, SCAN_BYTES);
    /** {@code PM_SCAN_WP_MATCHING}: write-protect what matches. */
    static final long WRITE_PROTECT_MATCHING = 1 << 0;
    /** {@code PM_SCAN_CHECK_WPASYNC}: refuse where write protection would trap. */
    static final long CHECK_ASYNCHRONOUS = 1 << 1;
    /** {@code PAGE_IS_WRITTEN}: not write-protected, or written since. */
    static final long WRITTEN = 1 << 1;

    private static final String FILE = "/proc/self/pagemap";
    /** {@code openat(directory, path, flags, mode)}. */
    private static final long OPENAT = 257;
    /** {@code AT_FDCWD}: no directory. */
    private static final long CURRENT_DIRECTORY = -100;
    /** {@code O_RDONLY | O_CLOEXEC}. */
    private static final long FLAGS = 0x8_0000;
    private static final int REGION_FIELDS = RegionField.values().length;
    /** Ranges that one call of the kernel may find; there is another call when it stopped for that. */
    private static final int CAPACITY = 512;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment argument = arena.allocate(SCAN_BYTES, Long.BYTES);
    private final MemorySegment found = arena.allocate((long) CAPACITY * REGION_FIELDS * Long.BYTES, Long.BYTES);
    private final long fileDescriptor;

    private PageMap(long fileDescriptor) {
        this.fileDescriptor = fileDescriptor;
    }

    /**
     * Opens the process's own.
     *
     * @return the page map
     * @throws SystemCallException if the kernel refuses
     */
    public static PageMap open() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(FILE);
            return new PageMap(SystemCall.check("open of " + FILE, 0, 0,
                    SystemCall.invoke(OPENAT, CURRENT_DIRECTORY, path.address(), FLAGS, 0, 0, 0)));
        }
    }

    /**
     * Tells which pages were written since they were write-protected, and write-protects those again, each page in one step as to
     * writers: a store comes either before the protection, and its page is told, or after it, and the next call tells.
     *
     * @param address of a range registered with a {@link UserFault} that is write-protecting asynchronously
     * @param bytes its length, whole pages
     * @param consumer is told the ranges by address; ranges that touch each other may come apart
     * @throws SystemCallException if the kernel refuses; ranges told by then are told
     */
    public void takeWritten(long address, long bytes, RangeConsumer consumer) {
        long end = address + bytes;
        for (long next = address; next < end; next = get(ScanField.WALK_END)) {
            set(ScanField.SIZE, SCAN_BYTES);
            set(ScanField.FLAGS, WRITE_PROTECT_MATCHING | CHECK_ASYNCHRONOUS);
            set(ScanField.START, next);
            set(ScanField.END, end);
            set(ScanField.VEC, found.address());
            set(ScanField.VEC_LEN, CAPACITY);
            set(ScanField.CATEGORY_MASK, WRITTEN);
            set(ScanField.RETURN_MASK, WRITTEN);
            long count = PAGEMAP_SCAN.invoke(fileDescriptor, argument);
            for (long i = 0; i < count; i++) {
                long start = found(i, RegionField.START);
                consumer.accept(start, found(i, RegionField.END) - start);
            }
        }
    }

    private void set(ScanField field, long value) {
        argument.setAtIndex(JAVA_LONG, field.ordinal(), value);
    }

    private long get(ScanField field) {
        return argument.getAtIndex(JAVA_LONG, field.ordinal());
    }

    private long found(long index, RegionField field) {
        return found.getAtIndex(JAVA_LONG, index * REGION_FIELDS + field.ordinal());
    }

    @Override
    public void close() {
        SystemCall.check("close", 0, 0, SystemCall.invoke(SystemCallNumber.CLOSE, fileDescriptor, 0, 0));
        arena.close();
    }
}

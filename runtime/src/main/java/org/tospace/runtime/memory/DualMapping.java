package org.tospace.runtime.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.tospace.runtime.linux.Mapping;
import org.tospace.runtime.linux.Protection;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallException;
import org.tospace.runtime.linux.SystemCallNumber;

/**
 * Memory that is mapped twice (MAP2): the <em>front</em> view, whose protection changes page by page, and the
 * <em>back</em> view, always readable and writable. A store through one view is seen through the other at once; both
 * are the same physical memory, kept by one {@code memfd}.
 *
 * <p>Any thread may call any method, at the same time too. Using an address of either view after {@link #close} is the
 * caller's error and not noticed; methods called after it throw {@link IllegalStateException}.
 *
 * <p>Sizes are in bytes. Ranges given to {@link #protect}, {@link #populate} and {@link #release} fall on boundaries of
 * the system's pages, {@link IllegalArgumentException} otherwise. The system's refusals are
 * {@link SystemCallException}s.
 *
 * <p>After Appel &amp; Li 1991, section 2.
 */
public final class DualMapping implements AutoCloseable {

    private static final int MFD_CLOEXEC = 1;
    private static final int MADV_POPULATE_WRITE = 23;
    private static final int FALLOC_KEEP_SIZE_PUNCH_HOLE = 3;
    private static final int EINTR = 4;
    private static final int ENOMEM = 12;
    /** {@code struct statx}, which is the same on every processor: its size, and where it counts blocks of 512 bytes. */
    private static final int STAT_BYTES = 256;
    private static final int STAT_BLOCKS_OFFSET = 48;
    private static final int STAT_BLOCK_BYTES = 512;
    private static final int STATX_BLOCKS = 0x400;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int LONGEST_NAME_BYTES = 249;

    private final long fileDescriptor;
    private final long bytes;
    private final long frontAddress;
    private final long backAddress;
    private volatile boolean closed;

    private DualMapping(long fileDescriptor, long bytes, long frontAddress, long backAddress) {
        this.fileDescriptor = fileDescriptor;
        this.bytes = bytes;
        this.frontAddress = frontAddress;
        this.backAddress = backAddress;
    }

    /**
     * Makes the memory and both views, all zero, both readable and writable. It costs addresses until it is touched.
     *
     * @param name what {@code /proc/self/maps} shows, 1 to 249 bytes
     * @param bytes size of each view, a positive multiple of the page size
     * @return the mapping
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static DualMapping create(String name, long bytes) {
        int nameBytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (nameBytes < 1 || nameBytes > LONGEST_NAME_BYTES) {
            throw new IllegalArgumentException("name must have 1 to " + LONGEST_NAME_BYTES + " bytes: " + name);
        }
        if (bytes <= 0 || !PageSize.isAligned(bytes)) {
            throw new IllegalArgumentException(
                    "bytes must be a positive multiple of the page size " + PageSize.bytes() + ": " + bytes);
        }
        long file;
        try (Arena arena = Arena.ofConfined()) {
            long nameAddress = arena.allocateFrom(name).address();
            file = SystemCall.check("memfd_create", nameAddress, 0,
                    SystemCall.invoke(SystemCallNumber.MEMFD_CREATE, nameAddress, MFD_CLOEXEC, 0));
        }
        long front = 0;
        try {
            SystemCall.check("ftruncate", 0, bytes, SystemCall.invoke(SystemCallNumber.FTRUNCATE, file, bytes, 0));
            front = map(file, bytes);
            return new DualMapping(file, bytes, front, map(file, bytes));
        } catch (SystemCallException e) {
            if (front != 0) {
                unmap(front, bytes);
            }
            closeFile(file);
            throw e;
        }
    }

    private static long map(long file, long bytes) {
        long result = SystemCall.invoke(SystemCallNumber.MMAP, 0, bytes, Protection.READ | Protection.WRITE, Mapping.SHARED | Mapping.NO_RESERVE, file, 0);
        if (result == -ENOMEM) {
            throw new SystemCallException("mmap", 0, bytes, ENOMEM, "two views of so many addresses are wanted, of which few will be used;"
                    + " the process may not have them (ulimit -v), or has as many mappings as it may");
        }
        return SystemCall.check("mmap", 0, bytes, result);
    }

    private static void unmap(long address, long bytes) {
        SystemCall.check("munmap", address, bytes, SystemCall.invoke(SystemCallNumber.MUNMAP, address, bytes, 0));
    }

    private static void closeFile(long file) {
        SystemCall.check("close", 0, 0, SystemCall.invoke(SystemCallNumber.CLOSE, file, 0, 0));
    }

    /**
     * Has a range of both views show the memory of another range of them from now on, readable and writable: what is stored to one is seen in the other.
     * The memory that the range had is out of reach until the mapping is closed, so nothing should have been stored there.
     *
     * @param offset first byte of the range that changes, counted from the start of the views; a multiple of the page size
     * @param source first byte of the memory that it shows, counted likewise
     * @param length bytes, a positive multiple of the page size
     * @throws IllegalArgumentException if a range is not whole pages of the mapping, or the two overlap
     */
    public void showAgain(long offset, long source, long length) {
        checkOpen();
        checkRange("the mapping", 0, offset, length);
        checkRange("the mapping", 0, source, length);
        if (offset < source + length && source < offset + length) {
            throw new IllegalArgumentException("the range must not overlap the one that it shows, from " + source + ", " + length + " bytes: " + offset);
        }
        for (long view : new long[] {frontAddress, backAddress}) {
            SystemCall.check("mmap", view + offset, length, SystemCall.invoke(SystemCallNumber.MMAP, view + offset, length,
                    Protection.READ | Protection.WRITE, Mapping.SHARED | Mapping.NO_RESERVE | Mapping.FIXED, fileDescriptor, source));
        }
    }

    /**
     * The size of each view.
     *
     * @return bytes
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Where the view starts whose protection changes.
     *
     * @return its lowest address
     */
    public long frontAddress() {
        return frontAddress;
    }

    /**
     * Where the view starts that is always readable and writable.
     *
     * @return its lowest address
     */
    public long backAddress() {
        return backAddress;
    }

    /**
     * What to add to a front address to have the back address of the same byte.
     *
     * @return back minus front, negative if the back view lies lower
     */
    public long delta() {
        return backAddress - frontAddress;
    }

    /**
     * Changes what pages of the front view let through: PROT1, PROTN and UNPROT. Takes effect for every thread before
     * it returns.
     *
     * @param address first page, in the front view
     * @param length bytes, a positive multiple of the page size
     * @param access what the pages let through from now on
     * @throws IllegalArgumentException if the range is not whole pages of the front view
     * @throws SystemCallException with {@code ENOMEM} if the process would have more mappings than it may; the pages
     *     before the one that failed may have changed
     */
    public void protect(long address, long length, Access access) {
        checkOpen();
        checkRange("the front view", frontAddress, address, length);
        long result = SystemCall.invoke(SystemCallNumber.MPROTECT, address, length, access.protection());
        if (result == -ENOMEM) {
            throw new SystemCallException("mprotect", address, length, ENOMEM, "the process has " + MapLimit.inUse()
                    + " mappings and vm.max_map_count is " + MapLimit.limit());
        }
        SystemCall.check("mprotect", address, length, result);
    }

    /**
     * Gives pages of one view memory and page table entries ahead of their first use. Pages of the other view still
     * need page table entries of their own.
     *
     * @param address first page, in either view
     * @param length bytes, a positive multiple of the page size
     * @throws IllegalArgumentException if the range is not whole pages of one view
     * @throws SystemCallException with {@code EINVAL} if a page of the range is not writable in that view; with
     *     {@code EFAULT} or {@code ENOMEM} if there is no memory
     */
    public void populate(long address, long length) {
        checkOpen();
        if (address - backAddress >= 0 && address - backAddress < bytes) {
            checkRange("the back view", backAddress, address, length);
        } else {
            checkRange("the front view", frontAddress, address, length);
        }
        SystemCall.check("madvise(MADV_POPULATE_WRITE)", address, length,
                SystemCall.invoke(SystemCallNumber.MADVISE, address, length, MADV_POPULATE_WRITE));
    }

    /**
     * Gives memory back to the system: the bytes become zero in both views, whatever the front view's protection,
     * which stays.
     *
     * @param offset first byte, counted from the start of the views; a multiple of the page size
     * @param length bytes, a positive multiple of the page size
     * @throws IllegalArgumentException if the range is not whole pages of the mapping
     */
    public void release(long offset, long length) {
        checkOpen();
        checkRange("the mapping", 0, offset, length);
        long result;
        do {
            result = SystemCall.invoke(SystemCallNumber.FALLOCATE, fileDescriptor, FALLOC_KEEP_SIZE_PUNCH_HOLE, offset,
                    length, 0, 0);
        } while (result == -EINTR);
        SystemCall.check("fallocate(PUNCH_HOLE)", frontAddress + offset, length, result);
    }

    /**
     * Memory the mapping occupies now, counted once though it is mapped twice.
     *
     * @return bytes
     */
    public long residentBytes() {
        checkOpen();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stat = arena.allocate(STAT_BYTES, Long.BYTES);
            SystemCall.check("statx", stat.address(), STAT_BYTES, SystemCall.invoke(SystemCallNumber.STATX, fileDescriptor,
                    arena.allocateFrom("").address(), AT_EMPTY_PATH, STATX_BLOCKS, stat.address(), 0));
            return stat.get(ValueLayout.JAVA_LONG, STAT_BLOCKS_OFFSET) * STAT_BLOCK_BYTES;
        }
    }

    /** Unmaps both views and gives the memory back; further calls do nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            unmap(frontAddress, bytes);
            unmap(backAddress, bytes);
            closeFile(fileDescriptor);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the mapping of " + bytes + " bytes is closed");
        }
    }

    private void checkRange(String what, long start, long address, long length) {
        if (!PageSize.isAligned(address)) {
            throw new IllegalArgumentException("address must be a multiple of the page size " + PageSize.bytes()
                    + ": 0x" + Long.toHexString(address));
        }
        if (length <= 0 || !PageSize.isAligned(length)) {
            throw new IllegalArgumentException(
                    "length must be a positive multiple of the page size " + PageSize.bytes() + ": " + length);
        }
        long offset = address - start;
        if (offset < 0 || offset >= bytes || length > bytes - offset) {
            throw new IllegalArgumentException("the range must lie in " + what + ", 0x" + Long.toHexString(start)
                    + " to 0x" + Long.toHexString(start + bytes) + ": 0x" + Long.toHexString(address) + ", " + length
                    + " bytes");
        }
    }
}

package org.tospace.runtime.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code userfaultfd}: faults of registered ranges are the program's affair. Opened for faults in user mode only,
 * which needs no privilege. Closing it gives the ranges back to the kernel.
 *
 * <p>Structs and numbers of {@code linux/userfaultfd.h}; each field is a {@code __u64}.
 */
public final class UserFault implements AutoCloseable {

    /** {@code UFFD_FEATURE_PAGEFAULT_FLAG_WP}: write protection. */
    public static final long FEATURE_WRITE_PROTECT = 1 << 0;
    /** {@code UFFD_FEATURE_MISSING_SHMEM}: faults on shared memory that is not there. */
    public static final long FEATURE_MISSING_SHMEM = 1 << 5;
    /** {@code UFFD_FEATURE_SIGBUS}: a fault raises {@code SIGBUS} instead of a message. */
    public static final long FEATURE_SIGBUS = 1 << 7;
    /** {@code UFFD_FEATURE_MINOR_SHMEM}: faults on shared memory that is there, but not in the page table. */
    public static final long FEATURE_MINOR_SHMEM = 1 << 10;
    /** {@code UFFD_FEATURE_WP_HUGETLBFS_SHMEM}: write protection of shared memory. */
    public static final long FEATURE_WRITE_PROTECT_SHMEM = 1 << 12;
    /** {@code UFFD_FEATURE_WP_UNPOPULATED}: write protection of pages without page table entries, too. */
    public static final long FEATURE_WRITE_PROTECT_UNPOPULATED = 1 << 13;
    /** {@code UFFD_FEATURE_WP_ASYNC}: the kernel itself lifts the protection on a write, and remembers. */
    public static final long FEATURE_WRITE_PROTECT_ASYNC = 1 << 15;

    /** {@code UFFDIO_REGISTER_MODE_MISSING}. */
    public static final long MODE_MISSING = 1 << 0;
    /** {@code UFFDIO_REGISTER_MODE_WP}. */
    public static final long MODE_WRITE_PROTECT = 1 << 1;
    /** {@code UFFDIO_REGISTER_MODE_MINOR}. */
    public static final long MODE_MINOR = 1 << 2;

    /** {@code userfaultfd(flags)}. */
    private static final long USERFAULTFD = 323;
    /** {@code UFFD_USER_MODE_ONLY | O_NONBLOCK | O_CLOEXEC}. */
    private static final long FLAGS = 1 | 0x800 | 0x8_0000;

    private static final int TYPE = 0xAA;
    private static final long API_VERSION = 0xAA;
    /** {@code _IOWR(0xAA, 0x3F, {api, features, ioctls})}. */
    private static final Ioctl API = Ioctl.readWrite("UFFDIO_API", TYPE, 0x3F, 3 * Long.BYTES);
    /** {@code _IOWR(0xAA, 0x00, {start, length, mode, ioctls})}. */
    private static final Ioctl REGISTER = Ioctl.readWrite("UFFDIO_REGISTER", TYPE, 0x00, 4 * Long.BYTES);
    /**
     * The number of {@code UFFDIO_CONTINUE}, for code that makes the call itself. Its struct is {start, length, mode, mapped};
     * {@code mapped} is what was done, in bytes.
     */
    public static final long CONTINUE_REQUEST = 0xc020aa07L;
    /** Bytes of the struct of {@link #CONTINUE_REQUEST}. */
    public static final long CONTINUE_BYTES = 4 * Long.BYTES;
    private static final Ioctl CONTINUE = Ioctl.readWrite("UFFDIO_CONTINUE", TYPE, 0x07, 4 * Long.BYTES);

    /** {@code _IOWR(0xAA, 0x06, {start, length, mode})}. */
    private static final Ioctl WRITE_PROTECT = Ioctl.readWrite("UFFDIO_WRITEPROTECT", TYPE, 0x06, 3 * Long.BYTES);
    /** {@code UFFDIO_WRITEPROTECT_MODE_WP}. */
    private static final long MODE_PROTECT = 1;

    private final long fileDescriptor;

    private UserFault(long fileDescriptor) {
        this.fileDescriptor = fileDescriptor;
    }

    /**
     * Opens one.
     *
     * @param features {@code FEATURE_} bits, all of which the kernel must have
     * @return the opened one
     * @throws SystemCallException if it refuses
     */
    public static UserFault open(long features) {
        UserFault opened = new UserFault(
                SystemCall.check("userfaultfd", 0, 0, SystemCall.invoke(USERFAULTFD, FLAGS, 0, 0)));
        try {
            opened.call(API, API_VERSION, features, 0);
            return opened;
        } catch (SystemCallException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * What ioctls name it by.
     *
     * @return the file descriptor
     */
    public long fileDescriptor() {
        return fileDescriptor;
    }

    /**
     * Takes a range over.
     *
     * @param address first page
     * @param bytes length, whole pages
     * @param mode the kinds of fault, {@code MODE_} bits
     */
    public void register(long address, long bytes, long mode) {
        call(REGISTER, address, bytes, mode, 0);
    }

    /**
     * Gives pages of a range registered with {@link #MODE_MINOR} their page table entries: accessible again.
     *
     * @param address first page, one of those that are inaccessible but have memory
     * @param bytes length, whole pages
     */
    public void continuePages(long address, long bytes) {
        call(CONTINUE, address, bytes, 0, 0);
    }

    /**
     * Write-protects pages of a range registered with {@link #MODE_WRITE_PROTECT}; with {@link #FEATURE_WRITE_PROTECT_UNPOPULATED} those too
     * that have no memory yet. Takes effect for every thread before it returns.
     *
     * @param address first page
     * @param bytes length, whole pages
     */
    public void writeProtect(long address, long bytes) {
        call(WRITE_PROTECT, address, bytes, MODE_PROTECT);
    }

    private void call(Ioctl ioctl, long... fields) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argument = arena.allocateFrom(JAVA_LONG, fields);
            ioctl.invoke(fileDescriptor, argument);
        }
    }

    @Override
    public void close() {
        SystemCall.check("close", 0, 0, SystemCall.invoke(SystemCallNumber.CLOSE, fileDescriptor, 0, 0));
    }
}

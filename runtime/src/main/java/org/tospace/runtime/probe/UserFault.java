package org.tospace.runtime.probe;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallException;
import org.tospace.runtime.linux.SystemCallNumber;

/**
 * A {@code userfaultfd}: faults of registered ranges are the program's affair. Opened for faults in user mode only,
 * which needs no privilege. Closing it gives the ranges back to the kernel.
 *
 * <p>Structs and numbers of {@code linux/userfaultfd.h}; each field is a {@code __u64}.
 */
final class UserFault implements AutoCloseable {

    /** {@code UFFD_FEATURE_PAGEFAULT_FLAG_WP}: write protection. */
    static final long FEATURE_WRITE_PROTECT = 1 << 0;
    /** {@code UFFD_FEATURE_SIGBUS}: a fault raises {@code SIGBUS} instead of a message. */
    static final long FEATURE_SIGBUS = 1 << 7;
    /** {@code UFFD_FEATURE_MINOR_SHMEM}: faults on shared memory that is there, but not in the page table. */
    static final long FEATURE_MINOR_SHMEM = 1 << 10;
    /** {@code UFFD_FEATURE_WP_HUGETLBFS_SHMEM}: write protection of shared memory. */
    static final long FEATURE_WRITE_PROTECT_SHMEM = 1 << 12;
    /** {@code UFFD_FEATURE_WP_UNPOPULATED}: write protection of pages without page table entries, too. */
    static final long FEATURE_WRITE_PROTECT_UNPOPULATED = 1 << 13;
    /** {@code UFFD_FEATURE_WP_ASYNC}: the kernel itself lifts the protection on a write, and remembers. */
    static final long FEATURE_WRITE_PROTECT_ASYNC = 1 << 15;

    /** {@code UFFDIO_REGISTER_MODE_WP}. */
    static final long MODE_WRITE_PROTECT = 1 << 1;
    /** {@code UFFDIO_REGISTER_MODE_MINOR}. */
    static final long MODE_MINOR = 1 << 2;

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
    /** {@code _IOWR(0xAA, 0x07, {start, length, mode, mapped})}; {@code mapped} is what was done, in bytes. */
    private static final Ioctl CONTINUE = Ioctl.readWrite("UFFDIO_CONTINUE", TYPE, 0x07, 4 * Long.BYTES);

    private final long fileDescriptor;

    private UserFault(long fileDescriptor) {
        this.fileDescriptor = fileDescriptor;
    }

    /**
     * Opens one.
     *
     * @param features {@code FEATURE_} bits, all of which the kernel must have
     * @throws SystemCallException if it refuses
     */
    static UserFault open(long features) {
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

    /** Takes a range over, whole pages, for the kinds of fault of {@code mode}. */
    void register(long address, long bytes, long mode) {
        call(REGISTER, address, bytes, mode, 0);
    }

    /** Gives pages of a range registered with {@link #MODE_MINOR} their page table entries: accessible again. */
    void continuePages(long address, long bytes) {
        call(CONTINUE, address, bytes, 0, 0);
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

package org.tospace.runtime.linux;

/** Numbers of the system calls used here, Linux on x86-64. On other processors those that {@link SystemCall} has there go by these numbers, too. */
public final class SystemCallNumber {

    /** {@code write(fd, buffer, length)}. */
    public static final long WRITE = 1;
    /** {@code close(fd)}. */
    public static final long CLOSE = 3;
    /** {@code mmap(address, length, protection, flags, fd, offset)}. */
    public static final long MMAP = 9;
    /** {@code mprotect(address, length, protection)}. */
    public static final long MPROTECT = 10;
    /** {@code munmap(address, length)}. */
    public static final long MUNMAP = 11;
    /** {@code rt_sigaction(signal, action, old, maskBytes)}. */
    public static final long RT_SIGACTION = 13;
    /** {@code rt_sigprocmask(how, set, old, maskBytes)}. */
    public static final long RT_SIGPROCMASK = 14;
    /** {@code ioctl(fd, request, argument)}. */
    public static final long IOCTL = 16;
    /** {@code madvise(address, length, advice)}. */
    public static final long MADVISE = 28;
    /** {@code getpid()}. */
    public static final long GETPID = 39;
    /** {@code ftruncate(fd, length)}. */
    public static final long FTRUNCATE = 77;
    /** {@code fallocate(fd, mode, offset, length)}. */
    public static final long FALLOCATE = 285;
    /** {@code memfd_create(name, flags)}. */
    public static final long MEMFD_CREATE = 319;
    /** {@code statx(directory, path, flags, mask, statx)}. */
    public static final long STATX = 332;

    private SystemCallNumber() {
    }
}

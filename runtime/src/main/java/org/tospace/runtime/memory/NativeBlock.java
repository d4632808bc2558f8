package org.tospace.runtime.memory;

import org.tospace.runtime.linux.Mapping;
import org.tospace.runtime.linux.Protection;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;

/**
 * Zeroed private memory for tables and control blocks: costs addresses until it is touched, page by page.
 *
 * <p>Any thread may use and close it; using its addresses after {@link #close} is the caller's error and not noticed.
 */
public final class NativeBlock implements AutoCloseable {

    private final long address;
    private final long bytes;
    private boolean closed;

    private NativeBlock(long address, long bytes) {
        this.address = address;
        this.bytes = bytes;
    }

    /**
     * Maps a block.
     *
     * @param bytes how many, at least 1; rounded up to whole pages
     * @return the block, all zero
     * @throws IllegalArgumentException if {@code bytes} is not positive
     * @throws org.tospace.runtime.linux.SystemCallException if the system refuses
     */
    public static NativeBlock reserve(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("bytes must be positive: " + bytes);
        }
        long rounded = PageSize.roundUp(bytes);
        long address = SystemCall.check("mmap", 0, rounded, SystemCall.invoke(SystemCallNumber.MMAP, 0, rounded,
                Protection.READ | Protection.WRITE, Mapping.PRIVATE | Mapping.ANONYMOUS | Mapping.NO_RESERVE, -1, 0));
        return new NativeBlock(address, rounded);
    }

    /**
     * Where it starts.
     *
     * @return an address on a page's boundary
     */
    public long address() {
        return address;
    }

    /**
     * How large it is.
     *
     * @return bytes, whole pages
     */
    public long bytes() {
        return bytes;
    }

    /** Unmaps the block; further calls do nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            SystemCall.check("munmap", address, bytes, SystemCall.invoke(SystemCallNumber.MUNMAP, address, bytes, 0));
        }
    }
}

package org.tospace.runtime.dirty;

import java.util.List;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.linux.SystemCallException;
import org.tospace.runtime.memory.PageSize;

/**
 * Tells which pages of a range were written since it was asked last: Appel &amp; Li's DIRTY.
 *
 * <p><b>What is promised (dirty).</b> A store that is done before a call of {@link #take} begins has its page told by that call, or by an
 * earlier one that had not returned when the store was done. So whoever copies, after each call, the pages that it told, has a copy that
 * lacks no store that was done when the call began. A page whose granule nobody stored into is never told.
 *
 * <p>Any thread may write at any time, but not while the range is being closed; calls of {@link #take} wait for each other. Nobody
 * else may change the protection of the range or register it with a {@code userfaultfd} meanwhile. Only stores through this range are noticed,
 * not those through another view of the same memory.
 *
 * <p>Example: {@code for (PageRange range : dirty.take()) copyOut(range.address(), range.bytes());}
 *
 * <p>After Appel &amp; Li 1991, section 2.
 */
public interface DirtyPages extends AutoCloseable {

    /**
     * Starts to take note of writes, by {@link DirtyMechanism#SCAN} where the kernel has it for this memory, by {@link DirtyMechanism#TRAP}
     * elsewhere.
     *
     * @param address first page of mapped memory that is readable and writable, private or shared
     * @param bytes length, a positive multiple of the page size
     * @return knows of no write yet
     * @throws IllegalArgumentException if the range is not whole pages, or by traps, overlaps an open trap region
     * @throws IllegalStateException if, by traps, the process has no mappings or trap regions left
     * @throws SystemCallException if the kernel refuses both
     * @throws UnsupportedOperationException on another processor than x86-64
     */
    static DirtyPages open(long address, long bytes) {
        try {
            return open(DirtyMechanism.SCAN, address, bytes);
        } catch (SystemCallException refusal) {
            try {
                return open(DirtyMechanism.TRAP, address, bytes);
            } catch (RuntimeException e) {
                e.addSuppressed(refusal);
                throw e;
            }
        }
    }

    /**
     * Starts to take note of writes by one mechanism.
     *
     * @param mechanism how
     * @param address as for {@link #open(long, long)}
     * @param bytes as for {@link #open(long, long)}
     * @return knows of no write yet
     * @throws IllegalArgumentException as for {@link #open(long, long)}
     * @throws IllegalStateException as for {@link #open(long, long)}
     * @throws SystemCallException if the kernel refuses
     * @throws UnsupportedOperationException on another processor than x86-64: traps are machine code, and so is the way to the system calls of a scan
     */
    static DirtyPages open(DirtyMechanism mechanism, long address, long bytes) {
        SupportedPlatform.requireMachineCode();
        if (!PageSize.isAligned(address) || address <= 0) {
            throw new IllegalArgumentException("address must be a positive multiple of the page size " + PageSize.bytes() + ": 0x"
                    + Long.toHexString(address));
        }
        if (bytes <= 0 || !PageSize.isAligned(bytes) || address + bytes < 0) {
            throw new IllegalArgumentException("bytes must be a positive multiple of the page size " + PageSize.bytes()
                    + " that does not wrap around: " + bytes);
        }
        return switch (mechanism) {
            case SCAN -> ScannedPages.open(address, bytes);
            case TRAP -> TrappedPages.open(address, bytes);
        };
    }

    /**
     * How writes are noticed.
     *
     * @return the mechanism
     */
    DirtyMechanism mechanism();

    /**
     * The smallest range that is told: the system's page, or, by traps, more of them where the process does not have mappings enough for
     * every page.
     *
     * @return bytes, a power of two; the range's last granule may be cut short by its end
     */
    long granuleBytes();

    /**
     * Which pages were written since the last call, or since the start; and makes a new start for those.
     *
     * @return the ranges by address, none of which touch
     * @throws IllegalStateException if this is closed
     * @throws SystemCallException if the kernel refuses; then what was found in this call is lost, and the next may tell too little
     */
    List<PageRange> take();

    /** Stops taking note, and makes all of the range readable and writable; further calls do nothing. No thread may write meanwhile. */
    @Override
    void close();
}

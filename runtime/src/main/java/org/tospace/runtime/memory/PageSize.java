package org.tospace.runtime.memory;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The operating system's page size: the smallest unit of protection. */
public final class PageSize {

    private static final String VECTOR = "/proc/self/auxv";
    private static final long AT_PAGESZ = 6;
    private static final long BYTES = read();

    private PageSize() {
    }

    /**
     * The page size.
     *
     * @return bytes, a power of two
     */
    public static long bytes() {
        return BYTES;
    }

    /**
     * Whether a number is a multiple of the page size.
     *
     * @param addressOrBytes an address, an offset or a length
     * @return true if it falls on a page's boundary
     */
    public static boolean isAligned(long addressOrBytes) {
        return (addressOrBytes & (BYTES - 1)) == 0;
    }

    /**
     * Rounds up to a multiple of the page size.
     *
     * @param bytes not negative
     * @return the smallest multiple that is not less
     */
    public static long roundUp(long bytes) {
        return Math.addExact(bytes, BYTES - 1) & -BYTES;
    }

    /** The kernel hands every process its page size in the auxiliary vector: pairs of (type, value). */
    private static long read() {
        try (InputStream in = new FileInputStream(VECTOR)) {
            ByteBuffer pairs = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 2 * Long.BYTES) {
                long type = pairs.getLong();
                long value = pairs.getLong();
                if (type == AT_PAGESZ) {
                    return value;
                }
            }
            throw new IllegalStateException(VECTOR + " names no page size (AT_PAGESZ)");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page size from " + VECTOR, e);
        }
    }
}

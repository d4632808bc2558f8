package org.tospace.runtime.signalsafe;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * Names of machine code in this process, in native memory: so that a signal handler can tell code of ours, and say which it is. One table
 * for the process, never freed.
 *
 * <pre>
 * table: | used | range 0 | range 1 | ... | range 1023 | name 0 | name 1 | ... | name 1023 |
 *        0      64                        16,448
 * range: | start | bytes |                             name: | length | UTF-8, cut off at 248 bytes |
 *        0       8                                           0        8
 * </pre>
 *
 * <p>{@link #add} and {@link #remove} take the monitor; {@link #find} reads in any thread, signal handlers included, without it. A range is
 * there while its bytes are not 0, which are written last. Benign race: code that is removed while someone looks for it may be found, or
 * found with another's name; code is removed when nobody runs it any more. Code that finds no room in the table has no name.
 */
public final class CodeNames {

    private static final int CAPACITY = 1024;
    private static final long USED = 0;
    private static final long RANGES = 64;
    private static final int RANGE_BYTES_LOG2 = 4;
    private static final long RANGE_LENGTH = 8;
    private static final long NAMES = RANGES + ((long) CAPACITY << RANGE_BYTES_LOG2);
    private static final int NAME_BYTES_LOG2 = 8;
    private static final long NAME_TEXT = 8;
    private static final int LONGEST_NAME = (1 << NAME_BYTES_LOG2) - (int) NAME_TEXT;

    private static final NativeBlock TABLE = NativeBlock.reserve(NAMES + ((long) CAPACITY << NAME_BYTES_LOG2));
    private static final BitSet TAKEN = new BitSet();

    private CodeNames() {
    }

    /**
     * Where the table is.
     *
     * @return its address, for {@link #find}
     */
    public static long address() {
        return TABLE.address();
    }

    /**
     * Names code.
     *
     * @param start its first byte
     * @param bytes how long it is
     * @param name what to call it; a long one is cut off
     */
    public static synchronized void add(long start, long bytes, String name) {
        int index = TAKEN.nextClearBit(0);
        if (index >= CAPACITY) {
            return;
        }
        TAKEN.set(index);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, LONGEST_NAME);
        long target = TABLE.address() + NAMES + ((long) index << NAME_BYTES_LOG2);
        Memory.putLong(target, length);
        for (int i = 0; i < length; i++) {
            Memory.putByte(target + NAME_TEXT + i, text[i]);
        }
        long range = range(index);
        Memory.putLong(range, start);
        // Release: publishes start and name to find.
        Memory.putLongRelease(range + RANGE_LENGTH, bytes);
        if (Memory.getLong(TABLE.address() + USED) <= index) {
            Memory.putLongRelease(TABLE.address() + USED, index + 1L);
        }
    }

    /**
     * Forgets code.
     *
     * @param start its first byte, as it was given to {@link #add}
     */
    public static synchronized void remove(long start) {
        for (int index = TAKEN.nextSetBit(0); index >= 0; index = TAKEN.nextSetBit(index + 1)) {
            if (Memory.getLong(range(index)) == start) {
                Memory.putLongRelease(range(index) + RANGE_LENGTH, 0);
                TAKEN.clear(index);
                return;
            }
        }
    }

    private static long range(int index) {
        return TABLE.address() + RANGES + ((long) index << RANGE_BYTES_LOG2);
    }

    /**
     * Finds code.
     *
     * @param table the table's address
     * @param instruction an address
     * @return the range that it is in, for the two below; 0 if it is in none
     */
    @SignalSafe
    public static long find(long table, long instruction) {
        long end = table + RANGES + (Memory.getLongAcquire(table + USED) << RANGE_BYTES_LOG2);
        for (long range = table + RANGES; range < end; range += 1L << RANGE_BYTES_LOG2) {
            // Acquire: pairs with the release in add; the start is as new as the length, or newer.
            long length = Memory.getLongAcquire(range + RANGE_LENGTH);
            if (Long.compareUnsigned(instruction - Memory.getLong(range), length) < 0) {
                return range;
            }
        }
        return 0;
    }

    /**
     * Where found code starts.
     *
     * @param range what {@link #find} returned, not 0
     * @return its first byte's address
     */
    @SignalSafe
    public static long start(long range) {
        return Memory.getLong(range);
    }

    /**
     * What found code is called.
     *
     * @param table the table's address
     * @param range what {@link #find} returned, not 0
     * @return the address of the name: its length in 8 bytes, then so many bytes of UTF-8
     */
    @SignalSafe
    public static long name(long table, long range) {
        return table + NAMES + (range - table - RANGES << NAME_BYTES_LOG2 - RANGE_BYTES_LOG2);
    }
}

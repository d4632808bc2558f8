package org.tospace.runtime.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * All of memory, by address: the intrinsics of signal-safe code.
 *
 * <p>Any thread. Nothing is checked but that an address is not negative and that ordered and atomic accesses are
 * aligned ({@link IllegalArgumentException} otherwise): a wrong address reads or writes what it finds, or faults. A
 * fault in a trap region raises {@link InternalError}; one elsewhere ends the process. The exception is a compare-and-set or
 * get-and-add in code that is still interpreted: HotSpot guards its interpreter's loads and stores, but not those, and a
 * fault there ends the process with a crash report.
 *
 * <p>Memory orders are in the method names; see the package's description. Plain accesses need not be aligned, which
 * costs nothing on x86-64.
 */
public final class Memory {

    @SuppressWarnings("restricted")
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle().withInvokeExactBehavior();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();

    private Memory() {
    }

    /**
     * Loads a byte, plain.
     *
     * @param address where
     * @return the value there
     */
    public static byte getByte(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    /**
     * Stores a byte, plain.
     *
     * @param address where
     * @param value what
     */
    public static void putByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, value);
    }

    /**
     * Loads a short, plain.
     *
     * @param address where
     * @return the value there
     */
    public static short getShort(long address) {
        return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address);
    }

    /**
     * Stores a short, plain.
     *
     * @param address where
     * @param value what
     */
    public static void putShort(long address, short value) {
        ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, value);
    }

    /**
     * Loads an int, plain.
     *
     * @param address where
     * @return the value there
     */
    public static int getInt(long address) {
        return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
    }

    /**
     * Stores an int, plain.
     *
     * @param address where
     * @param value what
     */
    public static void putInt(long address, int value) {
        ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
    }

    /**
     * Loads a long, plain.
     *
     * @param address where
     * @return the value there
     */
    public static long getLong(long address) {
        return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
    }

    /**
     * Stores a long, plain.
     *
     * @param address where
     * @param value what
     */
    public static void putLong(long address, long value) {
        ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
    }

    /**
     * Loads a float, plain.
     *
     * @param address where
     * @return the value there
     */
    public static float getFloat(long address) {
        return ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, address);
    }

    /**
     * Stores a float, plain.
     *
     * @param address where
     * @param value what
     */
    public static void putFloat(long address, float value) {
        ALL.set(ValueLayout.JAVA_FLOAT_UNALIGNED, address, value);
    }

    /**
     * Loads a double, plain.
     *
     * @param address where
     * @return the value there
     */
    public static double getDouble(long address) {
        return ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address);
    }

    /**
     * Stores a double, plain.
     *
     * @param address where
     * @param value what
     */
    public static void putDouble(long address, double value) {
        ALL.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, address, value);
    }

    /**
     * Loads an int, acquire: nothing later moves before it. Pairs with {@link #putIntRelease}.
     *
     * @param address where, aligned
     * @return the value there
     */
    public static int getIntAcquire(long address) {
        return (int) INT.getAcquire(ALL, address);
    }

    /**
     * Stores an int, release: nothing earlier moves after it. Pairs with {@link #getIntAcquire}.
     *
     * @param address where, aligned
     * @param value what
     */
    public static void putIntRelease(long address, int value) {
        INT.setRelease(ALL, address, value);
    }

    /**
     * Replaces an int if it is what is expected, with the order of a volatile load and store.
     *
     * @param address where, aligned
     * @param expected what should be there
     * @param value what to put there
     * @return whether it was there, and is replaced
     */
    public static boolean compareAndSetInt(long address, int expected, int value) {
        return INT.compareAndSet(ALL, address, expected, value);
    }

    /**
     * Adds to an int, with the order of a volatile load and store.
     *
     * @param address where, aligned
     * @param difference what to add
     * @return the value before
     */
    public static int getAndAddInt(long address, int difference) {
        return (int) INT.getAndAdd(ALL, address, difference);
    }

    /**
     * Loads a long, opaque: whole, neither repeated nor left out, and not before an earlier such load of the same place; ordered with nothing else.
     *
     * @param address where, aligned
     * @return the value there
     */
    public static long getLongOpaque(long address) {
        return (long) LONG.getOpaque(ALL, address);
    }

    /**
     * Loads a long, acquire: nothing later moves before it. Pairs with {@link #putLongRelease}.
     *
     * @param address where, aligned
     * @return the value there
     */
    public static long getLongAcquire(long address) {
        return (long) LONG.getAcquire(ALL, address);
    }

    /**
     * Stores a long, release: nothing earlier moves after it. Pairs with {@link #getLongAcquire}.
     *
     * @param address where, aligned
     * @param value what
     */
    public static void putLongRelease(long address, long value) {
        LONG.setRelease(ALL, address, value);
    }

    /**
     * Replaces a long if it is what is expected, with the order of a volatile load and store.
     *
     * @param address where, aligned
     * @param expected what should be there
     * @param value what to put there
     * @return whether it was there, and is replaced
     */
    public static boolean compareAndSetLong(long address, long expected, long value) {
        return LONG.compareAndSet(ALL, address, expected, value);
    }

    /**
     * Adds to a long, with the order of a volatile load and store.
     *
     * @param address where, aligned
     * @param difference what to add
     * @return the value before
     */
    public static long getAndAddLong(long address, long difference) {
        return (long) LONG.getAndAdd(ALL, address, difference);
    }

    /**
     * Copies bytes, plain; the ranges may overlap.
     *
     * @param from first byte to read
     * @param to first byte to write
     * @param bytes how many, not negative
     */
    public static void copy(long from, long to, long bytes) {
        MemorySegment.copy(ALL, from, ALL, to, bytes);
    }

    /**
     * Copies bytes from a segment, such as a Java array's, to an address. Not signal-safe.
     *
     * @throws IndexOutOfBoundsException if the segment does not have them
     */
    public static void copyIn(MemorySegment source, long sourceOffset, long address, long bytes) {
        MemorySegment.copy(source, sourceOffset, ALL, address, bytes);
    }

    /**
     * Copies bytes from an address to a segment, such as a Java array's. Not signal-safe.
     *
     * @throws IndexOutOfBoundsException if the segment does not have room for them
     */
    public static void copyOut(long address, MemorySegment target, long targetOffset, long bytes) {
        MemorySegment.copy(ALL, address, target, targetOffset, bytes);
    }

    /**
     * Copies bytes from an array to an address, and makes no object for it. Not signal-safe.
     *
     * @param start of the first byte in the array
     * @throws IndexOutOfBoundsException if the array does not have them
     */
    public static void copyIn(byte[] source, int start, long address, int bytes) {
        MemorySegment.copy(source, start, ALL, ValueLayout.JAVA_BYTE, address, bytes);
    }

    /**
     * Copies bytes from an address to an array, and makes no object for it. Not signal-safe.
     *
     * @param start of the first byte in the array
     * @throws IndexOutOfBoundsException if the array does not have room for them
     */
    public static void copyOut(long address, byte[] target, int start, int bytes) {
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, target, start, bytes);
    }

    /**
     * Where two ranges of the same length differ first. Not signal-safe.
     *
     * @return bytes from their starts; -1 when they do not
     */
    public static long mismatch(long first, long second, long bytes) {
        return MemorySegment.mismatch(ALL, first, first + bytes, ALL, second, second + bytes);
    }

    /**
     * Writes zeroes, plain.
     *
     * @param address first byte
     * @param bytes how many, not negative
     */
    public static void clear(long address, long bytes) {
        ALL.asSlice(address, bytes).fill((byte) 0);
    }

    /** Tells the processor that this is a spinning loop. */
    public static void pause() {
        Thread.onSpinWait();
    }

    /**
     * Tells the processor that the bytes around an address are soon to be read and written. It may be any address, mapped or not. In Java it
     * does nothing: only compiled signal-safe code has the instruction.
     */
    public static void prefetch(long address) {
    }

    /** Offers the processor to other threads. */
    public static void yield() {
        Thread.yield();
    }

    /** Orders every earlier access before every later one. */
    public static void fullFence() {
        VarHandle.fullFence();
    }

    /**
     * A clock for differences.
     *
     * @return nanoseconds, as {@link System#nanoTime}
     */
    public static long timeStamp() {
        return System.nanoTime();
    }
}

package org.tospace.runtime.trap;

import org.tospace.runtime.linux.NativeFunctions;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * Loads and stores whose faults in a {@link TrapRegion} are served by its handler, by upcall. Each is a normal downcall
 * into machine code of ours, about 7 ns against 0.4 ns for a plain load.
 *
 * <p>One instance for each thread, and used by that thread only: it owns the words in which the machine code reports a
 * failure. Handlers that trap themselves may use the instance of the thread they run on.
 *
 * <p>Addresses need not be aligned, but only aligned accesses are free of tearing. Loads have acquire order, stores
 * release order, compare-and-set the order of a volatile access (the processor's own; nothing moves across a downcall).
 *
 * <p>A trap needs 160 KiB of stack; where less is left, the handler does not run and the access throws
 * {@link StackOverflowError}.
 *
 * <p>An access that is given up, because the region's handler says so or because the address lies in no region and cannot
 * be accessed, throws {@link InaccessibleAddressException}; the thread goes on. The second kind is caught while at least
 * one region is open, and ends the process otherwise. After {@link #close} every method throws
 * {@link IllegalStateException}.
 */
public final class Accessors implements AutoCloseable {

    private final NativeBlock status;
    /** 0 when closed. */
    private long statusAddress;

    /**
     * Accessors for one thread.
     *
     * @throws UnsupportedOperationException on another processor than x86-64
     */
    public Accessors() {
        SupportedPlatform.requireMachineCode();
        status = NativeBlock.reserve(AccessorCode.STATUS_BYTES);
        statusAddress = status.address();
    }

    /**
     * Loads a byte.
     *
     * @param address where
     * @return the value there
     * @throws InaccessibleAddressException if the access was given up
     */
    public byte getByte(long address) {
        try {
            byte value = (byte) AccessorCalls.GET_BYTE.invokeExact(address, openStatus());
            check(address);
            return value;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Stores a byte.
     *
     * @param address where
     * @param value what
     * @throws InaccessibleAddressException if the access was given up
     */
    public void putByte(long address, byte value) {
        try {
            AccessorCalls.PUT_BYTE.invokeExact(address, value, openStatus());
            check(address);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Loads a short.
     *
     * @param address where
     * @return the value there
     * @throws InaccessibleAddressException if the access was given up
     */
    public short getShort(long address) {
        try {
            short value = (short) AccessorCalls.GET_SHORT.invokeExact(address, openStatus());
            check(address);
            return value;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Stores a short.
     *
     * @param address where
     * @param value what
     * @throws InaccessibleAddressException if the access was given up
     */
    public void putShort(long address, short value) {
        try {
            AccessorCalls.PUT_SHORT.invokeExact(address, value, openStatus());
            check(address);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Loads an int.
     *
     * @param address where
     * @return the value there
     * @throws InaccessibleAddressException if the access was given up
     */
    public int getInt(long address) {
        try {
            int value = (int) AccessorCalls.GET_INT.invokeExact(address, openStatus());
            check(address);
            return value;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Stores an int.
     *
     * @param address where
     * @param value what
     * @throws InaccessibleAddressException if the access was given up
     */
    public void putInt(long address, int value) {
        try {
            AccessorCalls.PUT_INT.invokeExact(address, value, openStatus());
            check(address);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Loads a long.
     *
     * @param address where
     * @return the value there
     * @throws InaccessibleAddressException if the access was given up
     */
    public long getLong(long address) {
        try {
            long value = (long) AccessorCalls.GET_LONG.invokeExact(address, openStatus());
            check(address);
            return value;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Stores a long.
     *
     * @param address where
     * @param value what
     * @throws InaccessibleAddressException if the access was given up
     */
    public void putLong(long address, long value) {
        try {
            AccessorCalls.PUT_LONG.invokeExact(address, value, openStatus());
            check(address);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Loads a float.
     *
     * @param address where
     * @return the value there
     * @throws InaccessibleAddressException if the access was given up
     */
    public float getFloat(long address) {
        return Float.intBitsToFloat(getInt(address));
    }

    /**
     * Stores a float.
     *
     * @param address where
     * @param value what
     * @throws InaccessibleAddressException if the access was given up
     */
    public void putFloat(long address, float value) {
        putInt(address, Float.floatToRawIntBits(value));
    }

    /**
     * Loads a double.
     *
     * @param address where
     * @return the value there
     * @throws InaccessibleAddressException if the access was given up
     */
    public double getDouble(long address) {
        return Double.longBitsToDouble(getLong(address));
    }

    /**
     * Stores a double.
     *
     * @param address where
     * @param value what
     * @throws InaccessibleAddressException if the access was given up
     */
    public void putDouble(long address, double value) {
        putLong(address, Double.doubleToRawLongBits(value));
    }

    /**
     * Replaces an int if it is what is expected.
     *
     * @param address where
     * @param expected what should be there
     * @param value what to put there
     * @return whether it was there, and is replaced
     * @throws InaccessibleAddressException if the access was given up
     */
    public boolean compareAndSetInt(long address, int expected, int value) {
        try {
            int done = (int) AccessorCalls.COMPARE_AND_SET_INT.invokeExact(address, expected, value, openStatus());
            check(address);
            return done != 0;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Replaces a long if it is what is expected.
     *
     * @param address where
     * @param expected what should be there
     * @param value what to put there
     * @return whether it was there, and is replaced
     * @throws InaccessibleAddressException if the access was given up
     */
    public boolean compareAndSetLong(long address, long expected, long value) {
        try {
            int done = (int) AccessorCalls.COMPARE_AND_SET_LONG.invokeExact(address, expected, value, openStatus());
            check(address);
            return done != 0;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Copies bytes upwards; both sides may trap. Quadwords are not torn if both addresses and the length are multiples of
     * 8. A copy that is given up has been done up to somewhere at or below the address in the exception.
     *
     * @param from first byte to read
     * @param to first byte to write, not within the bytes to read
     * @param bytes how many, not negative
     * @throws IllegalArgumentException if {@code bytes} is negative
     * @throws InaccessibleAddressException if the access was given up
     */
    public void copy(long from, long to, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
        try {
            AccessorCalls.COPY.invokeExact(to, from, bytes, openStatus());
            check(from);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /** Frees the status words; further calls do nothing. */
    @Override
    public void close() {
        statusAddress = 0;
        status.close();
    }

    private long openStatus() {
        if (statusAddress == 0) {
            throw new IllegalStateException("these accessors are closed");
        }
        return statusAddress;
    }

    /** Plain: the word was written by this thread, in the call just made. */
    private void check(long address) {
        if (Memory.getLong(statusAddress + AccessorCode.STATUS_OFFSET) != AccessorCode.STATUS_DONE) {
            throw failure(address);
        }
    }

    private RuntimeException failure(long address) {
        long reason = Memory.getLong(statusAddress + AccessorCode.STATUS_OFFSET);
        long fault = Memory.getLong(statusAddress + AccessorCode.STATUS_ADDRESS_OFFSET);
        if (reason == AccessorCode.STATUS_NO_STACK) {
            throw new StackOverflowError("the trap at 0x" + Long.toHexString(fault) + " needs "
                    + StackProbe.STACK_BYTES + " bytes of stack");
        }
        return new InaccessibleAddressException(fault == 0 ? address : fault, TrapRegion.thrownFor(fault));
    }
}

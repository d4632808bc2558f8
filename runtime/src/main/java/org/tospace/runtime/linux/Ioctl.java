package org.tospace.runtime.linux;

import java.lang.foreign.MemorySegment;

/**
 * A request of {@code ioctl}. Its number is composed as {@code asm-generic/ioctl.h} does, and the direction is the
 * program's: {@code _IOR} reads what the kernel writes.
 *
 * <pre>
 *   31  30 29              16 15        8 7         0
 *   +-----+------------------+-----------+-----------+
 *   | dir | size of argument | type      | number    |    dir: 1 write, 2 read, 3 both
 *   +-----+------------------+-----------+-----------+
 * </pre>
 *
 * @param name as the kernel's headers have it
 * @param request the composed number
 * @param bytes size of the argument's struct
 */
public record Ioctl(String name, long request, int bytes) {

    private static final long WRITE = 1;
    private static final long READ = 2;

    /**
     * {@code _IOR(type, number, struct of so many bytes)}.
     *
     * @param name as the kernel's headers have it
     * @param type the driver's letter
     * @param number the request's number in the driver
     * @param bytes size of the struct
     * @return the request
     */
    public static Ioctl read(String name, int type, int number, int bytes) {
        return new Ioctl(name, compose(READ, type, number, bytes), bytes);
    }

    /**
     * {@code _IOWR(type, number, struct of so many bytes)}.
     *
     * @param name as the kernel's headers have it
     * @param type the driver's letter
     * @param number the request's number in the driver
     * @param bytes size of the struct
     * @return the request
     */
    public static Ioctl readWrite(String name, int type, int number, int bytes) {
        return new Ioctl(name, compose(READ | WRITE, type, number, bytes), bytes);
    }

    private static long compose(long direction, int type, int number, int bytes) {
        return direction << 30 | (long) bytes << 16 | (long) type << 8 | number;
    }

    /**
     * Makes the request.
     *
     * @param fileDescriptor of what
     * @param argument the struct
     * @return what the kernel returns, never an error
     * @throws SystemCallException if the kernel refuses
     */
    public long invoke(long fileDescriptor, MemorySegment argument) {
        if (argument.byteSize() != bytes) {
            throw new IllegalArgumentException(
                    name + " takes a struct of " + bytes + " bytes: " + argument.byteSize());
        }
        return SystemCall.check("ioctl(" + name + ")", argument.address(), bytes,
                SystemCall.invoke(SystemCallNumber.IOCTL, fileDescriptor, request, argument.address()));
    }
}

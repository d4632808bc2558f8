package org.tospace.runtime.linux;

/**
 * A system call failed. The message names the call, the address in hexadecimal, the length in bytes, and the error by
 * number, name and words:
 * {@code mprotect of 0x7f0000001000, 4096 bytes, failed: errno 12, ENOMEM (Cannot allocate memory)}.
 */
public final class SystemCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The call's name. */
    private final String call;
    /** The address it was given, 0 if none. */
    private final long address;
    /** The length in bytes it was given, 0 if none. */
    private final long length;
    /** The positive error number. */
    private final int errno;

    /**
     * A failure without further words.
     *
     * @param call name of the system call
     * @param address the address it was given, 0 if none
     * @param length the length in bytes it was given, 0 if none
     * @param errno the positive error number
     */
    public SystemCallException(String call, long address, long length, int errno) {
        this(call, address, length, errno, "");
    }

    /**
     * A failure with a hint at what would help.
     *
     * @param call name of the system call
     * @param address the address it was given, 0 if none
     * @param length the length in bytes it was given, 0 if none
     * @param errno the positive error number
     * @param hint a sentence to end the message with, or an empty string
     */
    public SystemCallException(String call, long address, long length, int errno, String hint) {
        super(call + " of 0x" + Long.toHexString(address) + ", " + length + " bytes, failed: errno " + errno + ", "
                + Errno.name(errno) + " (" + Errno.words(errno) + ")" + (hint.isEmpty() ? "" : "; " + hint));
        this.call = call;
        this.address = address;
        this.length = length;
        this.errno = errno;
    }

    /**
     * The call that failed.
     *
     * @return its name, as in {@code mprotect}
     */
    public String call() {
        return call;
    }

    /**
     * The address the call was given.
     *
     * @return the address, 0 if it takes none
     */
    public long address() {
        return address;
    }

    /**
     * The length the call was given.
     *
     * @return bytes, 0 if it takes none
     */
    public long length() {
        return length;
    }

    /**
     * Why it failed.
     *
     * @return the positive error number
     */
    public int errno() {
        return errno;
    }

    /**
     * The error's name.
     *
     * @return as in {@code ENOMEM}; {@code E?} for a number that this package has no name for
     */
    public String errnoName() {
        return Errno.name(errno);
    }
}

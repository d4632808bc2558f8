package org.tospace.runtime.trap;

/**
 * An access by {@link Accessors} was given up: the region's handler said so or threw (then what it threw is the cause), or
 * the address lies in no region and is not mapped. A store or copy may have been done up to that address.
 */
public final class InaccessibleAddressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The first byte that could not be accessed. */
    private final long address;

    /**
     * An access that was given up.
     *
     * @param address the first byte that could not be accessed
     * @param cause what the region's handler threw, or null
     */
    public InaccessibleAddressException(long address, Throwable cause) {
        super("address 0x" + Long.toHexString(address) + " cannot be accessed"
                + (cause == null ? "" : ": its trap handler threw " + cause), cause);
        this.address = address;
    }

    /**
     * Where the access failed.
     *
     * @return the first byte that could not be accessed; if the processor does not say, the address that was given
     */
    public long address() {
        return address;
    }
}

package org.tospace.runtime.trap;

/**
 * A fault in a region, or in none, that no accessor raised: a wild or stale address used by plain Java or by native code.
 *
 * @param address the first byte that could not be accessed; {@link #NOT_CANONICAL} where the processor does not tell
 * @param programCounter the instruction that tried
 * @param context the 8 bytes at the region's context address when it happened, 0 if it has none
 * @param sequence 1 for the region's first such fault, 2 for its second, and so on
 */
public record Fault(long address, long programCounter, long context, long sequence) {

    /** In place of an address that no process can have: one between 2^47 and 2^63, such as a NaN-boxed value. */
    public static final long NOT_CANONICAL = -1;

    /** The fault in words, addresses in hexadecimal. */
    @Override
    public String toString() {
        return "fault " + sequence + " at address 0x" + Long.toHexString(address) + ", instruction 0x"
                + Long.toHexString(programCounter) + ", context 0x" + Long.toHexString(context);
    }
}

package org.tospace.runtime.dirty;

/**
 * Pages that follow each other.
 *
 * @param address the first
 * @param bytes their length, whole pages
 */
public record PageRange(long address, long bytes) {

    /** The range in words, addresses in hexadecimal. */
    @Override
    public String toString() {
        return "0x" + Long.toHexString(address) + " to 0x" + Long.toHexString(address + bytes);
    }
}

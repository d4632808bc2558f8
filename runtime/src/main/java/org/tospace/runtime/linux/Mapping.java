package org.tospace.runtime.linux;

/** Bits of {@code mmap}'s flags argument. */
public final class Mapping {

    /** {@code MAP_SHARED}: stores reach the file and every other view of it. */
    public static final int SHARED = 0x01;
    /** {@code MAP_PRIVATE}. */
    public static final int PRIVATE = 0x02;
    /** {@code MAP_FIXED}: at that address, in place of what is mapped there. */
    public static final int FIXED = 0x10;
    /** {@code MAP_ANONYMOUS}: zeroes, no file. */
    public static final int ANONYMOUS = 0x20;
    /** {@code MAP_NORESERVE}: memory is accounted for when touched, not when mapped. */
    public static final int NO_RESERVE = 0x4000;

    private Mapping() {
    }
}

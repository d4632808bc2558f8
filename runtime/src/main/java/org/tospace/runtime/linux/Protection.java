package org.tospace.runtime.linux;

/** Bits of {@code mmap}'s and {@code mprotect}'s protection argument. */
public final class Protection {

    /** No access: {@code PROT_NONE}. */
    public static final int NONE = 0;
    /** {@code PROT_READ}. */
    public static final int READ = 1;
    /** {@code PROT_WRITE}. */
    public static final int WRITE = 2;
    /** {@code PROT_EXEC}. */
    public static final int EXECUTE = 4;

    private Protection() {
    }
}

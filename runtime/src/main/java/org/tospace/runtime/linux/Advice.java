package org.tospace.runtime.linux;

/** What {@code madvise} is asked for here, and the asking. */
public final class Advice {

    /** {@code MADV_DONTNEED}: drop the page table entries; shared memory keeps its contents. */
    public static final long DONTNEED = 4;
    /** {@code MADV_NOHUGEPAGE}: no huge pages here. */
    public static final long NO_HUGE_PAGE = 15;
    /** {@code MADV_GUARD_INSTALL}: mark pages so that any access faults; Linux 6.13, shared memory later. */
    public static final long GUARD_INSTALL = 102;
    /** {@code MADV_GUARD_REMOVE}: take the marks away. */
    public static final long GUARD_REMOVE = 103;

    private Advice() {
    }

    /**
     * Gives an advice.
     *
     * @param advice one of the above
     * @param address first page
     * @param bytes length, whole pages
     * @throws SystemCallException if the kernel refuses
     */
    public static void give(long advice, long address, long bytes) {
        SystemCall.check("madvise(" + name(advice) + ")", address, bytes,
                SystemCall.invoke(SystemCallNumber.MADVISE, address, bytes, advice));
    }

    private static String name(long advice) {
        return switch ((int) advice) {
            case (int) DONTNEED -> "MADV_DONTNEED";
            case (int) NO_HUGE_PAGE -> "MADV_NOHUGEPAGE";
            case (int) GUARD_INSTALL -> "MADV_GUARD_INSTALL";
            case (int) GUARD_REMOVE -> "MADV_GUARD_REMOVE";
            default -> Long.toString(advice);
        };
    }
}

package org.tospace.runtime.probe;

import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;

/** What {@code madvise} is asked for here. */
enum Advice {
    /** Drop the page table entries; shared memory keeps its contents. */
    MADV_DONTNEED(4),
    /** Mark pages so that any access faults; Linux 6.13, shared memory later. */
    MADV_GUARD_INSTALL(102),
    /** Take the marks away. */
    MADV_GUARD_REMOVE(103);

    private final int number;

    Advice(int number) {
        this.number = number;
    }

    void give(long address, long bytes) {
        SystemCall.check("madvise(" + name() + ")", address, bytes,
                SystemCall.invoke(SystemCallNumber.MADVISE, address, bytes, number));
    }
}

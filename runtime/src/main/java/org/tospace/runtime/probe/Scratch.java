package org.tospace.runtime.probe;

import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/** Pages to try things on, each with a word of its own at its start. */
final class Scratch {

    /** The name of the memory, as {@code /proc/self/maps} shows it. */
    static final String NAME = "tospace-probe";

    private static final long FIRST_WORD = 0x7370_6163_6500L;
    /** {@code access(path, mode)}. */
    private static final long ACCESS = 21;
    private static final int EFAULT = 14;

    private Scratch() {
    }

    /** New memory of so many pages, with page table entries in both views; the caller closes it. */
    static DualMapping pages(int count) {
        long bytes = count * PageSize.bytes();
        DualMapping mapping = DualMapping.create(NAME, bytes);
        try {
            mapping.populate(mapping.frontAddress(), bytes);
            mapping.populate(mapping.backAddress(), bytes);
        } catch (RuntimeException e) {
            mapping.close();
            throw e;
        }
        for (int i = 0; i < count; i++) {
            Memory.putLong(mapping.backAddress() + i * PageSize.bytes(), word(i));
        }
        return mapping;
    }

    /** What page number {@code i} starts with. */
    static long word(int i) {
        return FIRST_WORD + i;
    }

    /** Whether a load would succeed, found out without one: by a system call that reads a file's name there. */
    static boolean isReadable(long address) {
        return SystemCall.invoke(ACCESS, address, 0, 0) != -EFAULT;
    }
}

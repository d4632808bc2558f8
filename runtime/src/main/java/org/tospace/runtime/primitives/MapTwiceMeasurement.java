package org.tospace.runtime.primitives;

import java.lang.foreign.Arena;
import org.tospace.runtime.linux.Mapping;
import org.tospace.runtime.linux.Protection;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/** MAP2: mapping memory that is mapped already a second time, and reaching each page there once. */
final class MapTwiceMeasurement {

    private static final int MFD_CLOEXEC = 1;

    private MapTwiceMeasurement() {
    }

    /** Nanoseconds a page, the call's share and the first store through the second view. */
    static Spread measure(int pages, int repetitions) {
        long bytes = pages * PageSize.bytes();
        long file = file(bytes);
        try {
            long first = map(file, bytes);
            Spread spread = Sampling.repeat(repetitions, () -> round(file, first, bytes) / pages);
            unmap(first, bytes);
            return spread;
        } finally {
            SystemCall.check("close", 0, 0, SystemCall.invoke(SystemCallNumber.CLOSE, file, 0, 0));
        }
    }

    private static double round(long file, long first, long bytes) {
        for (long offset = 0; offset < bytes; offset += PageSize.bytes()) {
            Memory.putLong(first + offset, 0);
        }
        long start = System.nanoTime();
        long second = map(file, bytes);
        for (long offset = 0; offset < bytes; offset += PageSize.bytes()) {
            Memory.putLong(second + offset, start + offset);
        }
        long nanos = System.nanoTime() - start;
        for (long offset = 0; offset < bytes; offset += PageSize.bytes()) {
            if (Memory.getLong(first + offset) != start + offset) {
                throw new IllegalStateException("a store through the second view must be seen through the first: page "
                        + offset / PageSize.bytes());
            }
        }
        unmap(second, bytes);
        return nanos;
    }

    private static long file(long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom("tospace-primitives").address();
            long file = SystemCall.check("memfd_create", name, 0,
                    SystemCall.invoke(SystemCallNumber.MEMFD_CREATE, name, MFD_CLOEXEC, 0));
            SystemCall.check("ftruncate", 0, bytes, SystemCall.invoke(SystemCallNumber.FTRUNCATE, file, bytes, 0));
            return file;
        }
    }

    private static long map(long file, long bytes) {
        return SystemCall.check("mmap", 0, bytes, SystemCall.invoke(SystemCallNumber.MMAP, 0, bytes,
                Protection.READ | Protection.WRITE, Mapping.SHARED, file, 0));
    }

    private static void unmap(long address, long bytes) {
        SystemCall.check("munmap", address, bytes, SystemCall.invoke(SystemCallNumber.MUNMAP, address, bytes, 0));
    }
}

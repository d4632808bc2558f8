package org.tospace.runtime.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class LibCTest {
    private static final int INVALID_ARGUMENT = -22;
    private static final int KILL = 9;
    private static final int ACTION_BYTES = 152;

    @Test
    void aSystemCallThatFailsReturnsItsErrorNumber() {
        assertEquals(INVALID_ARGUMENT, LibC.syscall(SystemCallNumber.MPROTECT, 1, 4096, Protection.READ, 0, 0, 0));
    }

    @Test
    void aSystemCallReturnsAllOfItsResult() {
        long address = LibC.syscall(SystemCallNumber.MMAP, 0, 4096, Protection.READ, Mapping.PRIVATE | Mapping.ANONYMOUS, -1, 0);
        assertTrue(address > 1L << 32, Long.toHexString(address));
        assertEquals(0, LibC.syscall(SystemCallNumber.MUNMAP, address, 4096, 0, 0, 0, 0));
    }

    @Test
    void anActionThatCannotBeIsAnErrorAndOneThatCanIsNot() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment old = arena.allocate(ACTION_BYTES, Long.BYTES);
            assertEquals(0, LibC.sigaction(KILL, MemorySegment.NULL, old));
            assertEquals(INVALID_ARGUMENT, LibC.sigaction(KILL, old, MemorySegment.NULL));
        }
    }
}

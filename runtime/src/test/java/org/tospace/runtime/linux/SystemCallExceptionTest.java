package org.tospace.runtime.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.tospace.runtime.memory.NativeBlock;

class SystemCallExceptionTest {

    @Test
    void aFailureNamesCallAddressLengthAndError() {
        SystemCallException e = assertThrows(SystemCallException.class, () -> SystemCall.check("mprotect", 0x1000, 4096,
                SystemCall.invoke(SystemCallNumber.MPROTECT, 0x1000, 4096, Protection.READ)));
        assertEquals("mprotect", e.call());
        assertEquals(0x1000, e.address());
        assertEquals(4096, e.length());
        assertEquals(12, e.errno());
        assertEquals("ENOMEM", e.errnoName());
        assertEquals("mprotect of 0x1000, 4096 bytes, failed: errno 12, ENOMEM (Cannot allocate memory)", e.getMessage());
    }

    @Test
    void aHintEndsTheMessage() {
        assertEquals("munmap of 0x0, 1 bytes, failed: errno 22, EINVAL (Invalid argument); give whole pages",
                new SystemCallException("munmap", 0, 1, 22, "give whole pages").getMessage());
    }

    @Test
    void anUnknownErrorKeepsItsNumber() {
        SystemCallException e = new SystemCallException("mmap", 0, 0, 4000);
        assertEquals("mmap of 0x0, 0 bytes, failed: errno 4000, E? (unknown error)", e.getMessage());
    }

    @Test
    void aCallWithSixArgumentsPassesThemAll() {
        // The fifth argument: a file descriptor that is not open. The sixth: an offset that is not on a page's boundary.
        assertEquals(-9, SystemCall.invoke(SystemCallNumber.MMAP, 0, 4096, Protection.READ, Mapping.SHARED, 1 << 20, 0));
        assertEquals(-22, SystemCall.invoke(SystemCallNumber.MMAP, 0, 4096, Protection.READ,
                Mapping.PRIVATE | Mapping.ANONYMOUS, -1, 1));
    }

    @Test
    void aCallWithThreeArgumentsReturnsTheKernelsResult() {
        assertEquals(ProcessHandle.current().pid(), SystemCall.invoke(SystemCallNumber.GETPID, 0, 0, 0));
        try (NativeBlock block = NativeBlock.reserve(4096)) {
            assertEquals(0, SystemCall.invoke(SystemCallNumber.MPROTECT, block.address(), 4096, Protection.READ));
            assertEquals(-22, SystemCall.invoke(SystemCallNumber.MPROTECT, block.address() + 1, 4096, Protection.READ));
        }
    }

    @Test
    void onlySmallNegativeResultsAreErrors() {
        assertEquals(-4096, SystemCall.check("call", 0, 0, -4096));
        assertEquals(Long.MIN_VALUE, SystemCall.check("call", 0, 0, Long.MIN_VALUE));
        assertThrows(SystemCallException.class, () -> SystemCall.check("call", 0, 0, -4095));
        assertThrows(SystemCallException.class, () -> SystemCall.check("call", 0, 0, -1));
    }
}

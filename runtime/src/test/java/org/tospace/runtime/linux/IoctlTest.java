package org.tospace.runtime.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class IoctlTest {

    /** As a C compiler has them from {@code linux/userfaultfd.h} and {@code linux/fs.h}. */
    @Test
    void requestsAreThoseOfTheKernelsHeaders() {
        assertEquals(0xc018aa3fL, Ioctl.readWrite("UFFDIO_API", 0xAA, 0x3F, 24).request());
        assertEquals(0xc020aa00L, Ioctl.readWrite("UFFDIO_REGISTER", 0xAA, 0x00, 32).request());
        assertEquals(0x8010aa01L, Ioctl.read("UFFDIO_UNREGISTER", 0xAA, 0x01, 16).request());
        assertEquals(0xc020aa07L, Ioctl.readWrite("UFFDIO_CONTINUE", 0xAA, 0x07, 32).request());
        assertEquals(UserFault.CONTINUE_REQUEST, Ioctl.readWrite("UFFDIO_CONTINUE", 0xAA, 0x07, (int) UserFault.CONTINUE_BYTES).request());
        assertEquals(0xc0606610L, PageMap.PAGEMAP_SCAN.request());
        assertEquals(0xc018aa06L, Ioctl.readWrite("UFFDIO_WRITEPROTECT", 0xAA, 0x06, 24).request());
    }

    @Test
    void anArgumentOfAnotherSizeIsRefused() {
        Ioctl ioctl = Ioctl.readWrite("UFFDIO_API", 0xAA, 0x3F, 24);
        try (Arena arena = Arena.ofConfined()) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                    () -> ioctl.invoke(-1, arena.allocate(16)));
            assertTrue(e.getMessage().contains("24") && e.getMessage().contains("16"), e.getMessage());
        }
    }
}

package org.tospace.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private final NativeBlock block = NativeBlock.reserve(3 * PageSize.bytes());
    private final long a = block.address();

    @AfterEach
    void close() {
        block.close();
    }

    @Test
    void everyWidthIsStoredLittleEndianAndLoadedSigned() {
        Memory.putLong(a, 0x8877_6655_4433_2211L);
        assertEquals(0x11, Memory.getByte(a));
        assertEquals((byte) 0x88, Memory.getByte(a + 7));
        assertEquals((short) 0x8877, Memory.getShort(a + 6));
        assertEquals(0x8877_6655, Memory.getInt(a + 4));
        Memory.putByte(a, (byte) -1);
        Memory.putShort(a + 2, (short) -2);
        Memory.putInt(a + 4, -3);
        assertEquals(0xffff_fffd_fffe_22ffL, Memory.getLong(a));
        Memory.putFloat(a, 1.5f);
        assertEquals(1.5f, Memory.getFloat(a));
        Memory.putDouble(a, -2.25);
        assertEquals(-2.25, Memory.getDouble(a));
    }

    @Test
    void plainAccessesNeedNotBeAlignedButOrderedOnesMust() {
        Memory.putLong(a + 3, 42);
        assertEquals(42, Memory.getLong(a + 3));
        Memory.putInt(a + 13, 43);
        assertEquals(43, Memory.getInt(a + 13));
        Memory.putShort(a + 21, (short) 44);
        assertEquals(44, Memory.getShort(a + 21));
        assertThrows(IllegalArgumentException.class, () -> Memory.getLongAcquire(a + 4));
        assertThrows(IllegalArgumentException.class, () -> Memory.putIntRelease(a + 2, 1));
        assertThrows(IllegalArgumentException.class, () -> Memory.compareAndSetLong(a + 1, 0, 1));
    }

    @Test
    void compareAndSetReplacesOnlyWhatIsExpected() {
        assertFalse(Memory.compareAndSetLong(a, 1, 2));
        assertEquals(0, Memory.getLongAcquire(a));
        assertTrue(Memory.compareAndSetLong(a, 0, 2));
        assertEquals(2, Memory.getLongOpaque(a));
        assertFalse(Memory.compareAndSetInt(a + 8, 1, 2));
        assertTrue(Memory.compareAndSetInt(a + 8, 0, 2));
        assertEquals(2, Memory.getIntAcquire(a + 8));
        assertEquals(0, Memory.getIntAcquire(a + 12));
    }

    @Test
    void getAndAddReturnsWhatWasThere() {
        Memory.putLongRelease(a, 5);
        assertEquals(5, Memory.getAndAddLong(a, -7));
        assertEquals(-2, Memory.getLong(a));
        Memory.putIntRelease(a + 8, 5);
        assertEquals(5, Memory.getAndAddInt(a + 8, 3));
        assertEquals(8, Memory.getInt(a + 8));
    }

    @Test
    void copyToleratesOverlapAndClearWritesZeroes() {
        for (int i = 0; i < 100; i++) {
            Memory.putByte(a + i, (byte) i);
        }
        Memory.copy(a, a + 10, 50);
        for (int i = 0; i < 50; i++) {
            assertEquals(i, Memory.getByte(a + 10 + i));
        }
        Memory.clear(a + 20, 3);
        assertEquals(9, Memory.getByte(a + 19));
        assertEquals(0, Memory.getByte(a + 20));
        assertEquals(0, Memory.getByte(a + 22));
        assertEquals(13, Memory.getByte(a + 23));
    }

    @Test
    void aBlockIsZeroWholePagesAndChecked() {
        assertTrue(PageSize.isAligned(a));
        assertEquals(3 * PageSize.bytes(), block.bytes());
        assertEquals(0, Memory.getLong(a + block.bytes() - 8));
        try (NativeBlock small = NativeBlock.reserve(1)) {
            assertEquals(PageSize.bytes(), small.bytes());
        }
        assertThrows(IllegalArgumentException.class, () -> NativeBlock.reserve(0));
        block.close();
    }

    @Test
    void nothingIsReadAtANegativeAddress() {
        assertThrows(IndexOutOfBoundsException.class, () -> Memory.getLong(-8));
    }
}

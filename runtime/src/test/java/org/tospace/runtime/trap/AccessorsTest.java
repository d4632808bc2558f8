package org.tospace.runtime.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tospace.runtime.trap.TestRegion.PAGE;

import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

class AccessorsTest {

    private final TestRegion test = new TestRegion(16);
    private final Accessors accessors = new Accessors();

    @AfterEach
    void close() {
        accessors.close();
        test.close();
    }

    /** Runs an access at the start, in the middle and at the end of a page, and across two, on pages that forbid it. */
    private void traps(Access access, int bytes, LongConsumer consumer) {
        for (long offset : new long[] {0, 8, 1024 + bytes, PAGE - bytes}) {
            traps(access, test.front + 2 * PAGE + offset, 1, consumer);
        }
        if (bytes > 1) {
            traps(access, test.front + 3 * PAGE - bytes / 2, 2, consumer);
        }
    }

    private void traps(Access access, long address, int expected, LongConsumer consumer) {
        test.protectAll(access);
        test.traps.set(0);
        consumer.accept(address);
        assertEquals(expected, test.traps.get(), () -> access + " at 0x" + Long.toHexString(address));
        consumer.accept(address);
        assertEquals(expected, test.traps.get());
    }

    @Test
    void loadsOfEveryWidthAreServed() {
        test.fill(0xa5);
        traps(Access.NONE, 1, a -> assertEquals(Memory.getByte(a + test.mapping.delta()), accessors.getByte(a)));
        traps(Access.NONE, 2, a -> assertEquals(Memory.getShort(a + test.mapping.delta()), accessors.getShort(a)));
        traps(Access.NONE, 4, a -> assertEquals(Memory.getInt(a + test.mapping.delta()), accessors.getInt(a)));
        traps(Access.NONE, 8, a -> assertEquals(Memory.getLong(a + test.mapping.delta()), accessors.getLong(a)));
        traps(Access.NONE, 4, a -> assertEquals(Float.floatToRawIntBits(Memory.getFloat(a + test.mapping.delta())),
                Float.floatToRawIntBits(accessors.getFloat(a))));
        traps(Access.NONE, 8, a -> assertEquals(Double.doubleToRawLongBits(Memory.getDouble(a + test.mapping.delta())),
                Double.doubleToRawLongBits(accessors.getDouble(a))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "READ"})
    void storesOfEveryWidthAreServedAndTouchNothingElse(String name) {
        Access access = Access.valueOf(name);
        traps(access, 1, a -> stores(a, 1, () -> accessors.putByte(a, (byte) -2), 0xfe));
        traps(access, 2, a -> stores(a, 2, () -> accessors.putShort(a, (short) -3), 0xfffd));
        traps(access, 4, a -> stores(a, 4, () -> accessors.putInt(a, 0x8123_4567), 0x8123_4567L));
        traps(access, 8, a -> stores(a, 8, () -> accessors.putLong(a, 0x8123_4567_89ab_cdefL), 0x8123_4567_89ab_cdefL));
        traps(access, 4, a -> stores(a, 4, () -> accessors.putFloat(a, 1f), 0x3f80_0000L));
        traps(access, 8, a -> stores(a, 8, () -> accessors.putDouble(a, -2d), 0xc000_0000_0000_0000L));
    }

    private void stores(long address, int bytes, Runnable store, long expected) {
        long back = address + test.mapping.delta();
        Memory.clear(back - 8, 24);
        store.run();
        assertEquals(0, Memory.getLong(back - 8));
        long stored = Memory.getLong(back);
        assertEquals(expected & (bytes == 8 ? -1L : (1L << (8 * bytes)) - 1), stored & 0xffff_ffff_ffff_ffffL);
        assertEquals(0, Memory.getLong(back + 8));
    }

    @Test
    void compareAndSetIsServed() {
        traps(Access.NONE, 1, a -> {
            long aligned = a & -8;
            Memory.putLong(aligned + test.mapping.delta(), -5);
            assertFalse(accessors.compareAndSetLong(aligned, 5, 6));
            assertEquals(-5, Memory.getLong(aligned + test.mapping.delta()));
            assertTrue(accessors.compareAndSetLong(aligned, -5, 6));
            assertEquals(6, accessors.getLong(aligned));
            assertFalse(accessors.compareAndSetInt(aligned, 5, -7));
            assertTrue(accessors.compareAndSetInt(aligned, 6, -7));
            assertEquals(0xffff_fff9L, accessors.getLong(aligned));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 4095, 4096, 4097, 3 * 4096 + 5, 6 * 4096})
    void copiesThatTrapOnBothSidesAreWhole(long bytes) {
        for (int fromOffset : new int[] {0, 3, 4088}) {
            for (int toOffset : new int[] {0, 5, 4095}) {
                test.fill((int) bytes + fromOffset);
                long from = test.front + fromOffset;
                long to = test.front + 8 * PAGE + toOffset;
                byte[] expected = new byte[(int) bytes];
                for (int i = 0; i < bytes; i++) {
                    expected[i] = Memory.getByte(from + test.mapping.delta() + i);
                }
                byte before = Memory.getByte(to + test.mapping.delta() - 1);
                byte after = Memory.getByte(to + test.mapping.delta() + bytes);
                test.protectAll(Access.NONE);
                test.traps.set(0);
                accessors.copy(from, to, bytes);
                for (int i = 0; i < bytes; i++) {
                    assertEquals(expected[i], Memory.getByte(to + test.mapping.delta() + i));
                }
                assertEquals(before, Memory.getByte(to + test.mapping.delta() - 1));
                assertEquals(after, Memory.getByte(to + test.mapping.delta() + bytes));
                assertEquals(pages(from, bytes) + pages(to, bytes), test.traps.get());
            }
        }
    }

    private static long pages(long address, long bytes) {
        return bytes == 0 ? 0 : (address + bytes - 1) / PAGE - address / PAGE + 1;
    }

    @Test
    void aNegativeLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> accessors.copy(test.front, test.front, -1));
    }

    @Test
    void anAccessThatIsGivenUpThrowsAndTheThreadGoesOn() {
        try (DualMapping other = DualMapping.create("given-up", 2 * PAGE);
                TrapRegion region = TrapRegion.open(other.frontAddress(), 2 * PAGE, 0, address -> false)) {
            long a = other.frontAddress() + 8;
            other.protect(other.frontAddress() + PAGE, PAGE, Access.NONE);
            long bad = a + PAGE;
            for (int i = 0; i < 100; i++) {
                givenUp(bad, () -> accessors.getByte(bad));
                givenUp(bad, () -> accessors.getShort(bad));
                givenUp(bad, () -> accessors.getInt(bad));
                givenUp(bad, () -> accessors.getLong(bad));
                givenUp(bad, () -> accessors.putByte(bad, (byte) 1));
                givenUp(bad, () -> accessors.putShort(bad, (short) 1));
                givenUp(bad, () -> accessors.putInt(bad, 1));
                givenUp(bad, () -> accessors.putLong(bad, 1));
                givenUp(bad, () -> accessors.compareAndSetInt(bad, 0, 1));
                givenUp(bad, () -> accessors.compareAndSetLong(bad, 0, 1));
                givenUp(other.frontAddress() + PAGE, () -> accessors.copy(a, test.front, PAGE));
                accessors.putLong(a, i);
                assertEquals(i, accessors.getLong(a));
            }
            assertEquals(0, Memory.getLong(other.backAddress() + PAGE + 8));
            assertEquals(0, region.faults());
        }
    }

    private static void givenUp(long address, Runnable access) {
        assertEquals(address, assertThrows(InaccessibleAddressException.class, access::run).address());
    }

    @Test
    void whatTheHandlerThrowsIsTheCause() {
        IllegalStateException thrown = new IllegalStateException("the page is lost");
        try (DualMapping other = DualMapping.create("throwing", PAGE);
                TrapRegion region = TrapRegion.open(other.frontAddress(), PAGE, 0, address -> {
                    throw thrown;
                })) {
            other.protect(other.frontAddress(), PAGE, Access.NONE);
            assertSame(thrown, assertThrows(InaccessibleAddressException.class,
                    () -> accessors.getLong(other.frontAddress())).getCause());
            assertSame(thrown, region.lastThrown().orElseThrow());
        }
    }

    @Test
    void anAddressInNoRegionThrowsToo() {
        long gone;
        try (NativeBlock block = NativeBlock.reserve(PAGE)) {
            gone = block.address();
        }
        givenUp(gone, () -> accessors.getLong(gone));
        givenUp(8, () -> accessors.putByte(8, (byte) 1));
        long notCanonical = 0x7123_4567_89ab_cdefL;
        givenUp(notCanonical, () -> accessors.getInt(notCanonical));
    }

    @Test
    void aHandlerMayTrapItselfAndUseTheSameAccessors() {
        try (DualMapping other = DualMapping.create("nested", PAGE);
                TrapRegion region = TrapRegion.open(other.frontAddress(), PAGE, 0, address -> {
                    assertThrows(InaccessibleAddressException.class, () -> accessors.getLong(8));
                    long value = accessors.getLong(test.front + PAGE) + accessors.getLong(test.front + 2 * PAGE);
                    Memory.putLong(address + other.delta(), value);
                    other.protect(other.frontAddress(), PAGE, Access.READ_WRITE);
                    return true;
                })) {
            Memory.putLong(test.back + PAGE, 40);
            Memory.putLong(test.back + 2 * PAGE, 2);
            test.protectAll(Access.NONE);
            other.protect(other.frontAddress(), PAGE, Access.NONE);
            assertEquals(42, accessors.getLong(other.frontAddress() + 16));
            assertEquals(2, test.traps.get());
            assertEquals(0, region.faults());
        }
    }

    @Test
    void virtualThreadsTrapToo() throws InterruptedException {
        test.protectAll(Access.NONE);
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            long address = test.front + i * PAGE;
            threads[i] = Thread.startVirtualThread(() -> {
                try (Accessors own = new Accessors()) {
                    for (long k = 1; k <= 100; k++) {
                        own.putLong(address, own.getLong(address) + k);
                        test.mapping.protect(address, PAGE, Access.NONE);
                        Thread.yield();
                    }
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < threads.length; i++) {
            assertEquals(5050, Memory.getLong(test.back + i * PAGE));
        }
        assertEquals(800, test.traps.get());
    }

    @Test
    void closedAccessorsRefuse() {
        Accessors closed = new Accessors();
        closed.close();
        closed.close();
        assertThrows(IllegalStateException.class, () -> closed.getLong(test.front));
        assertThrows(IllegalStateException.class, () -> closed.getLong(8));
        assertThrows(IllegalStateException.class, () -> closed.getLong(8));
    }
}

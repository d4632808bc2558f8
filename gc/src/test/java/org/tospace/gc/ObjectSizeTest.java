package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects of every size near a boundary keep slots, raw bytes and tag through collections, their neighbours too. */
class ObjectSizeTest {
    private static final long PAGE = 4096;
    private static final int NEIGHBOURS = 5;
    private static final int COLLECTIONS = 3;

    /** A heap and an object's size in it. */
    record Size(Barrier barrier, long bytes) {
    }

    static List<Size> sizes() {
        TreeSet<Long> bytes = new TreeSet<>();
        long buffer = 64 << 10;
        for (long near : new long[] {16, PAGE, 2 * PAGE, 3 * PAGE, buffer / 4, buffer, 64 * PAGE, 65 * PAGE}) {
            for (long size = Math.max(8, near - 16); size <= near + 16; size += 8) {
                bytes.add(size);
            }
        }
        for (long size = PAGE; size <= 3 * PAGE; size += 520) {
            bytes.add(size / 8 * 8);
        }
        List<Size> all = new ArrayList<>();
        for (Barrier barrier : Barrier.values()) {
            bytes.forEach(size -> all.add(new Size(barrier, size)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void objectOfRawBytesIsKept(Size size) {
        check(size, 0, size.bytes() - 8);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void objectOfSlotsIsKept(Size size) {
        check(size, size.bytes() / 8 - 1, 0);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void objectOfSlotsAndRawBytesIsKept(Size size) {
        long slots = (size.bytes() / 8 - 1) / 2;
        long rawBytes = size.bytes() - 8 - 8 * slots;
        check(size, slots, rawBytes == 0 ? 0 : rawBytes - 3);
    }

    private static void check(Size size, long slots, long rawBytes) {
        try (Heap heap = Heap.open("heap=16m,page=4k,buffer=64k,barrier=" + size.barrier().key()); Mutator mutator = heap.attach()) {
            ObjectLayout layout = ObjectLayout.of(1, slots, rawBytes);
            assertEquals(size.bytes(), layout.sizeBytes());
            for (int i = 0; i < NEIGHBOURS; i++) {
                make(mutator, layout, i);
            }
            for (int collection = 0; collection < COLLECTIONS; collection++) {
                heap.collect();
                // One collection more is left under way while the objects are read, so that pages are met unscanned.
                mutator.allocate(0, 0, 0);
                for (int i = NEIGHBOURS - 1; i >= 0; i--) {
                    requireWhole(mutator, layout, i);
                }
            }
            heap.verify();
        }
    }

    private static void make(Mutator mutator, ObjectLayout layout, int number) {
        RootStack roots = mutator.roots();
        roots.push(mutator.allocate(layout.tag(), layout.slots(), layout.rawBytes()));
        for (long i = 0; i < layout.slots(); i += 1 + i / 16) {
            long leaf = mutator.allocate(2, 0, 8);
            mutator.putLong(leaf, 8, number * 1_000_000L + i);
            mutator.setSlot(roots.peek(), i, leaf);
        }
        if (layout.slots() > 0) {
            mutator.setSlot(roots.peek(), layout.slots() - 1, roots.peek());
        }
        for (long i = 0; i < layout.rawBytes(); i++) {
            mutator.putByte(roots.peek(), layout.rawOffset() + i, (byte) (i * 31 + number));
        }
    }

    private static void requireWhole(Mutator mutator, ObjectLayout layout, int number) {
        long ref = mutator.roots().get(number);
        for (long i = layout.rawBytes() - 1; i >= 0; i--) {
            assertEquals((byte) (i * 31 + number), mutator.getByte(ref, layout.rawOffset() + i), "raw byte " + i);
        }
        long next = 0;
        for (long i = 0; i < layout.slots() - 1; i++) {
            long leaf = mutator.getSlot(ref, i);
            if (i == next) {
                assertEquals(number * 1_000_000L + i, mutator.getLong(leaf, 8), "what slot " + i + " names");
                next = i + 1 + i / 16;
            } else {
                assertEquals(0, leaf, "slot " + i);
            }
        }
        if (layout.slots() > 0) {
            assertEquals(ref, mutator.getSlot(ref, layout.slots() - 1), "the last slot");
        }
        assertEquals(layout.tag(), mutator.tag(ref));
        assertEquals(layout.slots(), mutator.slotCount(ref));
        assertEquals(layout.rawBytes(), mutator.rawBytes(ref));
        assertEquals(layout.sizeBytes(), mutator.sizeBytes(ref));
    }
}

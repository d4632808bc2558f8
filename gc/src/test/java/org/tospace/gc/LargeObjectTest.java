package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects of very many slots or bytes, whose header is of another kind and which span very many pages. */
class LargeObjectTest {
    private static final int ELEMENTS = 3_000_000;

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void arrayOfMillionsOfSlotsKeepsAnObjectInEach(Barrier barrier) {
        try (Heap heap = Heap.open("heap=400m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(mutator.allocate(3, ELEMENTS, 5));
            mutator.putByte(roots.peek(), 8 + 8L * ELEMENTS + 4, (byte) 77);
            for (int i = 0; i < ELEMENTS; i++) {
                long element = mutator.allocate(4, 0, 8);
                mutator.putLong(element, 8, i);
                mutator.setSlot(roots.peek(), i, element);
            }
            for (int round = 0; round < 2; round++) {
                startCollection(heap, mutator);
                long array = roots.peek();
                assertEquals(ELEMENTS, mutator.slotCount(array));
                assertEquals(5, mutator.rawBytes(array));
                assertEquals(77, mutator.getByte(array, 8 + 8L * ELEMENTS + 4));
                long stride = 1_999_993;
                long index = 0;
                for (int i = 0; i < ELEMENTS; i++) {
                    index = (index + stride) % ELEMENTS;
                    if (mutator.getLong(mutator.getSlot(array, index), 8) != index) {
                        assertEquals(index, mutator.getLong(mutator.getSlot(array, index), 8), "what slot " + index + " names");
                    }
                }
            }
            assertEquals(ELEMENTS + 1, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void objectOfMillionsOfBytesKeepsThem(Barrier barrier) {
        long bytes = (5 << 20) + 3;
        try (Heap heap = Heap.open("heap=64m,large=0,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(mutator.allocate(5, 63, bytes));
            for (int i = 0; i < 63; i++) {
                long leaf = mutator.allocate(4, 0, 8);
                mutator.putLong(leaf, 8, i);
                mutator.setSlot(roots.peek(), i, leaf);
            }
            long raw = 8 + 63 * 8;
            for (long i = 0; i < bytes; i++) {
                mutator.putByte(roots.peek(), raw + i, (byte) (i * 7 + (i >> 12)));
            }
            for (int round = 0; round < 3; round++) {
                startCollection(heap, mutator);
                long ref = roots.peek();
                assertEquals(bytes, mutator.rawBytes(ref));
                for (long i = bytes - 1; i >= 0; i--) {
                    if (mutator.getByte(ref, raw + i) != (byte) (i * 7 + (i >> 12))) {
                        assertEquals((byte) (i * 7 + (i >> 12)), mutator.getByte(ref, raw + i), "raw byte " + i);
                    }
                }
                for (int i = 0; i < 63; i++) {
                    assertEquals(i, mutator.getLong(mutator.getSlot(ref, i), 8));
                }
            }
            heap.verify();
        }
    }

    /** Allocates garbage until the next collection has begun, so that pages are met while they wait to be scanned. */
    private static void startCollection(Heap heap, Mutator mutator) {
        long before = heap.statistics().collections();
        while (heap.statistics().collections() == before) {
            for (int i = 0; i < 1000; i++) {
                mutator.allocate(0, 0, 4000);
            }
        }
    }
}

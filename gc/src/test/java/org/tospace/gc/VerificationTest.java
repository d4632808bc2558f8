package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/** A heap that is broken on purpose: the whole sentence that its check says. */
class VerificationTest {
    private static final ObjectLayout PAIR = ObjectLayout.of(1, 2, 0);
    private static final ObjectLayout TEXT = ObjectLayout.of(2, 0, 16);

    private Heap heap;
    private Mutator mutator;

    @BeforeEach
    void open() {
        heap = Heap.open("heap=128m,background=off");
        mutator = heap.attach();
        heap.setTagNames(new TagNames() {
            @Override
            public String name(int tag) {
                return switch (tag) {
                    case 1 -> "pair";
                    case 2 -> throw new IllegalStateException("an embedder's mistake");
                    default -> null;
                };
            }

            @Override
            public String slotName(int tag, long slot) {
                return tag == 1 && slot == 1 ? "tail" : null;
            }
        });
    }

    @AfterEach
    void close() {
        heap.close();
    }

    @Test
    void referenceIntoAnObjectIsToldWithThePathFromTheRootStack() {
        mutator.roots().push(7);
        long[] pair = list(3);
        long text = mutator.allocate(TEXT);
        breakSlot(pair[2], 0, text + 8);
        assertEquals("slot 0 of pair at " + hex(pair[2]) + " holds " + hex(text + 8) + ", which is not the start of an object: 8 bytes into tag 2 at "
                + hex(text) + ". The path from a root:"
                + "\n  root stack of mutator " + mutator.id() + ", slot 1"
                + "\n  -> pair at " + hex(pair[0]) + ", slot 1 (tail)"
                + "\n  -> pair at " + hex(pair[1]) + ", slot 1 (tail)"
                + "\n  -> pair at " + hex(pair[2]) + ", slot 0"
                + "\n  -> " + hex(text + 8), failure());
    }

    @Test
    void theShortestPathIsTold() {
        long[] pair = list(1000);
        breakSlot(pair[999], 0, 0x10);
        breakSlot(pair[2], 0, 0x18);
        mutator.setSlot(pair[0], 0, pair[997]);
        String message = failure();
        assertEquals("slot 0 of pair at " + hex(pair[2]) + " holds 0x18, which is outside the heap. The path from a root:"
                + "\n  root stack of mutator " + mutator.id() + ", slot 0"
                + "\n  -> pair at " + hex(pair[0]) + ", slot 1 (tail)"
                + "\n  -> pair at " + hex(pair[1]) + ", slot 1 (tail)"
                + "\n  -> pair at " + hex(pair[2]) + ", slot 0"
                + "\n  -> 0x18", message);
    }

    @Test
    void rootThatNamesNoObjectIsToldByItself() {
        try (GlobalRoot first = heap.newGlobalRoot(3); GlobalRoot second = heap.newGlobalRoot(0)) {
            assertEquals(3, first.get());
            second.set(0x7000);
            assertEquals("global root 1 holds 0x7000, which is outside the heap", failure());
            second.set(0);
        }
    }

    @Test
    void oldAddressIsKnownForOneOfFromSpace() {
        mutator.roots().push(mutator.allocate(PAIR));
        long old = mutator.roots().peek();
        heap.collect();
        long moved = mutator.roots().peek();
        breakSlot(moved, 1, old);
        assertEquals("slot 1 (tail) of pair at " + hex(moved) + " holds " + hex(old) + ", which is in from-space, where no live object is. "
                + "The path from a root:"
                + "\n  root stack of mutator " + mutator.id() + ", slot 0"
                + "\n  -> pair at " + hex(moved) + ", slot 1 (tail)"
                + "\n  -> " + hex(old), failure());
    }

    @Test
    void addressBeyondWhatIsInUseIsToldWithWhatIs() {
        mutator.roots().push(mutator.allocate(PAIR));
        long pair = mutator.roots().peek();
        breakSlot(pair, 0, pair + (1 << 20));
        String message = failure();
        assertTrue(message.startsWith("slot 0 of pair at " + hex(pair) + " holds " + hex(pair + (1 << 20))
                + ", which is in a part of to-space that is not in use (copies in use are 0x"), message);
    }

    @Test
    void roomThatNoObjectTakesIsToldForWhatItIs() {
        mutator.roots().push(mutator.allocate(PAIR));
        long pair = mutator.roots().peek();
        breakSlot(pair, 0, pair + 24 + 64);
        String message = failure();
        assertTrue(message.startsWith("slot 0 of pair at " + hex(pair) + " holds " + hex(pair + 88)
                + ", which is not the start of an object: in room that no object takes. The path"), message);
    }

    @Test
    void brokenHeaderIsToldWithThePathToIt() {
        long[] pair = list(3);
        long kept = Memory.getLong(pair[2] + delta());
        Memory.putLong(pair[2] + delta(), 0x30);
        String message = failure();
        Memory.putLong(pair[2] + delta(), kept);
        assertEquals("at " + hex(pair[2]) + ": header is not that of an object: 0x30. Slot 1 (tail) of pair at " + hex(pair[1]) + " holds "
                + hex(pair[2]) + ", which is the object at fault. The path from a root:"
                + "\n  root stack of mutator " + mutator.id() + ", slot 0"
                + "\n  -> pair at " + hex(pair[0]) + ", slot 1 (tail)"
                + "\n  -> pair at " + hex(pair[1]) + ", slot 1 (tail)"
                + "\n  -> " + hex(pair[2]), message);
        heap.verify();
    }

    @Test
    void brokenHeaderThatNothingNamesIsToldWithoutAPath() {
        long lost = mutator.allocate(PAIR);
        Memory.putLong(lost + delta(), ObjectHeader.of(1, 1L << 30, 0));
        String message = failure();
        assertTrue(message.startsWith("at " + hex(lost) + ": object of 8589934600 bytes crosses its area's end at 0x"), message);
        assertTrue(message.endsWith("; no path leads there from a root"), message);
        Memory.putLong(lost + delta(), PAIR.header);
    }

    @Test
    void pathOfAMillionObjectsIsCutInTheMiddle() {
        int length = 1_000_000;
        mutator.roots().push(0);
        for (int i = 0; i < length; i++) {
            long pair = mutator.allocate(PAIR);
            mutator.setSlot(pair, 1, mutator.roots().peek());
            mutator.roots().set(0, pair);
        }
        heap.collect();
        heap.verify();
        long[] pair = new long[length];
        pair[0] = mutator.roots().peek();
        for (int i = 1; i < length; i++) {
            pair[i] = mutator.getSlot(pair[i - 1], 1);
        }
        long last = pair[length - 1];
        breakSlot(last, 1, last + 8);
        StringBuilder expected = new StringBuilder("slot 1 (tail) of pair at " + hex(last) + " holds " + hex(last + 8)
                + ", which is not the start of an object: 8 bytes into pair at " + hex(last) + ". The path from a root:"
                + "\n  root stack of mutator " + mutator.id() + ", slot 0");
        for (int i = 0; i < 8; i++) {
            expected.append("\n  -> pair at ").append(hex(pair[i])).append(", slot 1 (tail)");
        }
        expected.append("\n  ... 999,984 more objects ...");
        for (int i = length - 8; i < length; i++) {
            expected.append("\n  -> pair at ").append(hex(pair[i])).append(", slot 1 (tail)");
        }
        assertEquals(expected + "\n  -> " + hex(last + 8), failure());
    }

    @Test
    void pathsUpToSixteenObjectsAreToldInFull() {
        for (int length = 15; length <= 18; length++) {
            long[] pair = list(length);
            breakSlot(pair[length - 1], 1, 0x8);
            String message = failure();
            assertEquals(Math.min(length, 16), message.lines().filter(line -> line.contains("-> pair at ")).count());
            assertEquals(length > 16, message.contains("\n  ... " + (length - 16) + " more objects ...\n"), message);
            mutator.roots().pop();
        }
    }

    @Test
    void ephemeronIsTheRootOfWhatItKeepsAlive() {
        try (EphemeronTable table = heap.newEphemeronTable()) {
            long[] key = list(1);
            long value = mutator.allocate(PAIR);
            long more = mutator.allocate(PAIR);
            mutator.setSlot(value, 0, more);
            table.put(mutator, 5, key[0], value);
            assertEquals(new VerificationResult(1, 3, 3 * 24, 1), heap.verify());
            breakSlot(more, 0, 0x20);
            assertEquals("slot 0 of pair at " + hex(more) + " holds 0x20, which is outside the heap. The path from a root:"
                    + "\n  value of weak key 0"
                    + "\n  -> pair at " + hex(value) + ", slot 0"
                    + "\n  -> pair at " + hex(more) + ", slot 0"
                    + "\n  -> 0x20", failure());
            breakSlot(more, 0, 0);
        }
    }

    @Test
    void chainOfEphemeronsIsFollowedWhateverItsOrder() {
        int length = 50;
        try (EphemeronTable forwards = heap.newEphemeronTable(); EphemeronTable backwards = heap.newEphemeronTable()) {
            long[] chain = new long[2 * length];
            for (int i = 0; i < chain.length; i++) {
                chain[i] = mutator.allocate(PAIR);
            }
            mutator.roots().push(chain[0]);
            for (int i = 0; i + 1 < length; i++) {
                forwards.put(mutator, i, chain[i], chain[i + 1]);
            }
            for (int i = 2 * length - 2; i >= length - 1; i--) {
                backwards.put(mutator, i, chain[i], chain[i + 1]);
            }
            assertEquals(new VerificationResult(1, 2 * length, 2 * length * 24, 0), heap.verify());
            breakSlot(chain[2 * length - 1], 0, 0x20);
            assertTrue(failure().contains(". The path from a root:\n  value of weak key 0\n  -> pair at " + hex(chain[2 * length - 1]) + ", slot 0\n"));
            mutator.roots().set(0, 0);
            assertEquals(0, heap.verify().objects());
            breakSlot(chain[2 * length - 1], 0, 0);
        }
    }

    @Test
    void weakWordThatNamesNoObjectIsToldByItself() {
        long[] pair = list(2);
        try (WeakRoot weak = heap.newWeakRoot(0)) {
            weak.set(mutator, pair[1] + 8);
            assertEquals("weak word 0 holds " + hex(pair[1] + 8) + ", which is not the start of an object: 8 bytes into pair at " + hex(pair[1]),
                    failure());
            weak.set(mutator, 0);
        }
    }

    @Test
    void rootArraysAndProvidersAreNamed() {
        long pair = mutator.allocate(PAIR);
        long[] table = {1, 1, pair};
        RootProvider provider = visitor -> visitor.visit(table);
        heap.addRootProvider(provider);
        breakSlot(pair, 0, 0x28);
        String message = failure();
        assertTrue(message.contains("The path from a root:\n  root provider " + provider.getClass().getName() + ", value 2\n  -> pair at "), message);
        table[2] = 1;
        try (RootArray array = heap.newRootArray(10)) {
            array.resize(5);
            array.set(4, pair);
            message = failure();
            assertTrue(message.contains("The path from a root:\n  root array 4\n  -> pair at "), message);
        }
        heap.verify();
        heap.removeRootProvider(provider);
    }

    @Test
    void soundHeapIsCounted() {
        list(5);
        mutator.allocate(TEXT);
        assertEquals(new VerificationResult(1, 5, 5 * 24, 4), heap.verify());
    }

    /** A list whose first pair is rooted; the addresses of its pairs. */
    private long[] list(int length) {
        long[] pairs = new long[length];
        for (int i = 0; i < length; i++) {
            pairs[i] = mutator.allocate(PAIR);
            if (i > 0) {
                mutator.setSlot(pairs[i - 1], 1, pairs[i]);
            }
        }
        mutator.roots().push(pairs[0]);
        return pairs;
    }

    /** Writes through the collector's view, as no mutator would. */
    private void breakSlot(long object, long slot, long value) {
        Memory.putLong(object + delta() + 8 + slot * 8, value);
    }

    private String failure() {
        return assertThrows(HeapVerificationException.class, heap::verify).getMessage();
    }

    private long delta() {
        return heap.memory().delta();
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}

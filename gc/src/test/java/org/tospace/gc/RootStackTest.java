package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RootStackTest {
    private static final int SLOTS = 5;
    private final Heap heap = Heap.open("heap=1m,barrier=checked,roots=" + SLOTS);
    private final Mutator mutator = heap.attach();
    private final RootStack roots = mutator.roots();

    @AfterEach
    void verifyAndClose() {
        heap.verify();
        heap.close();
    }

    @Test
    void slotsComeBackInReverseOrder() {
        for (int i = 0; i < SLOTS; i++) {
            roots.push(2 * i + 1);
        }
        for (int i = SLOTS - 1; i >= 0; i--) {
            assertEquals(i + 1, roots.depth());
            assertEquals(2 * i + 1, roots.peek());
            assertEquals(2 * i + 1, roots.pop());
        }
        assertEquals(0, roots.depth());
    }

    @Test
    void pushBeyondTheLastSlotOverflowsAndChangesNothing() {
        for (int i = 0; i < SLOTS; i++) {
            roots.push(2 * i + 1);
        }
        RootStackOverflowException e = assertThrows(RootStackOverflowException.class, () -> roots.push(99));
        assertTrue(e.getMessage().contains("all " + SLOTS + " slots"), e.getMessage());
        assertEquals(SLOTS, roots.depth());
        assertEquals(2 * SLOTS - 1, roots.peek());
    }

    @Test
    void emptyStackHasNothingToPopOrPeekAt() {
        assertThrows(IndexOutOfBoundsException.class, roots::pop);
        assertThrows(IndexOutOfBoundsException.class, roots::peek);
        assertEquals(0, roots.depth());
    }

    @Test
    void slotsBeyondTheDepthAreRefused() {
        roots.push(1);
        assertThrows(IndexOutOfBoundsException.class, () -> roots.get(1));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.get(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.set(1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.truncate(2));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.truncate(-1));
        assertEquals(1, roots.get(0));
    }

    @Test
    void truncateDropsRoots() {
        for (int i = 0; i < SLOTS; i++) {
            roots.push(mutator.allocate(1, 0, 8));
        }
        roots.truncate(2);
        heap.collect();
        assertEquals(2, heap.verify().objects());
    }

    @Test
    void valueThatIsNoReferenceIsLeftAlone() {
        roots.push(0x7F00_0000_0001L);
        heap.collect();
        assertEquals(0x7F00_0000_0001L, roots.peek());
    }

    @Test
    void slotWrittenAgainAfterTruncationIsNotWhatItWas() {
        roots.push(mutator.allocate(1, 0, 8));
        roots.truncate(0);
        heap.collect();
        roots.push(0);
        heap.collect();
        assertEquals(0, roots.peek());
    }

    @Test
    void slotsAreCountedFromTheTopToo() {
        roots.pushAll(1, 3, 5);
        assertEquals(5, roots.peek(0));
        assertEquals(1, roots.peek(2));
        roots.replaceTop(7);
        roots.dup();
        assertArrayEquals(new long[] {1, 3, 7, 7}, all());
        assertThrows(IndexOutOfBoundsException.class, () -> roots.peek(4));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.peek(-1));
        roots.truncate(0);
        assertThrows(IndexOutOfBoundsException.class, () -> roots.replaceTop(1));
        assertThrows(IndexOutOfBoundsException.class, roots::dup);
    }

    @Test
    void frameHoldsItsArgumentsAndLocals() {
        roots.pushAll(1, 3, 5);
        int frame = roots.enterFrame(2, 1, 9);
        assertEquals(1, frame);
        assertArrayEquals(new long[] {1, 3, 5, 9}, all());
        roots.leaveFrame(frame, 11);
        assertArrayEquals(new long[] {1, 11}, all());
        assertThrows(IndexOutOfBoundsException.class, () -> roots.enterFrame(3, 0, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.enterFrame(-1, 0, 0));
        assertThrows(RootStackOverflowException.class, () -> roots.enterFrame(1, 4, 0));
        assertArrayEquals(new long[] {1, 11}, all());
    }

    @Test
    void rangesAreCopiedFilledAndMoved() {
        roots.pushAll(new long[] {99, 1, 3, 5, 7, 99}, 1, 4);
        roots.copy(0, 1, 3);
        assertArrayEquals(new long[] {1, 1, 3, 5}, all());
        roots.copy(1, 0, 3);
        assertArrayEquals(new long[] {1, 3, 5, 5}, all());
        roots.fill(1, 2, 9);
        assertArrayEquals(new long[] {1, 9, 9, 5}, all());
        roots.insert(1, 11);
        assertArrayEquals(new long[] {1, 11, 9, 9, 5}, all());
        assertThrows(RootStackOverflowException.class, () -> roots.insert(0, 1));
        roots.truncate(0);
        roots.insert(0, 13);
        roots.insert(1, 15);
        roots.pushCopies(17, 2);
        assertArrayEquals(new long[] {13, 15, 17, 17}, all());
    }

    @Test
    void rangesBeyondTheDepthAreRefusedAndNothingChanges() {
        roots.pushAll(1, 3, 5);
        assertThrows(IndexOutOfBoundsException.class, () -> roots.copy(0, 1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.copy(1, 0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.fill(2, 2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.insert(4, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.copyTo(0, new long[4], 0, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.copyTo(0, new long[2], 0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.pushAll(new long[2], 1, 2));
        assertThrows(IllegalArgumentException.class, () -> roots.pushCopies(0, -1));
        assertThrows(RootStackOverflowException.class, () -> roots.pushAll(1, 2, 3));
        assertThrows(RootStackOverflowException.class, () -> roots.pushCopies(1, 3));
        assertArrayEquals(new long[] {1, 3, 5}, all());
    }

    @Test
    void stackOfAClosedMutatorIsEmptyAndRefusesPushes() {
        roots.pushAll(1, 3);
        mutator.close();
        assertEquals(0, roots.depth());
        assertThrows(IllegalStateException.class, () -> roots.push(1));
        assertThrows(IllegalStateException.class, () -> roots.pushAll(1));
        assertThrows(IndexOutOfBoundsException.class, () -> roots.get(0));
        assertThrows(IndexOutOfBoundsException.class, roots::pop);
    }

    private long[] all() {
        long[] values = new long[roots.depth()];
        roots.copyTo(0, values, 0, values.length);
        return values;
    }
}

package org.tospace.gc;

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
}

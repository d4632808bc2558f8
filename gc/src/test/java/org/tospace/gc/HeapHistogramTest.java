package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tospace.gc.HeapHistogram.LayoutRow;
import org.tospace.gc.HeapHistogram.TagRow;

class HeapHistogramTest {
    private static final int PAIR = 1;
    private static final int VECTOR = 2;
    private static final int TEXT = 7;

    private Heap heap;
    private Mutator mutator;

    @BeforeEach
    void open() {
        heap = Heap.open("heap=16m");
        mutator = heap.attach();
        heap.setTagNames(tag -> tag == PAIR ? "pair" : tag == VECTOR ? "vector" : null);
    }

    @AfterEach
    void close() {
        heap.close();
    }

    @Test
    void emptyHeapHasNoRows() {
        assertEquals(new HeapHistogram(List.of(), List.of(), 0, 0), heap.histogram());
        assertEquals("""
                 num     #instances         #bytes  tag name
                --------------------------------------------
                Total             0              0
                """, heap.histogram().toString());
    }

    @Test
    void liveObjectsAreCountedAndNoOthers() {
        fill();
        for (int i = 0; i < 3; i++) {
            HeapHistogram histogram = heap.histogram();
            assertEquals(List.of(new TagRow(VECTOR, "vector", 13, 0, 3, 3 * 8 + 13 * 8), new TagRow(TEXT, "tag 7", 0, 21, 3, 3 * 8 + 8 + 16 + 8),
                    new TagRow(PAIR, "pair", 4, 0, 2, 48)), histogram.tags());
            assertEquals(List.of(new LayoutRow(VECTOR, "vector", 10, 0, 1, 88), new LayoutRow(PAIR, "pair", 2, 0, 2, 48),
                    new LayoutRow(VECTOR, "vector", 3, 0, 1, 32), new LayoutRow(TEXT, "tag 7", 0, 5, 2, 32),
                    new LayoutRow(TEXT, "tag 7", 0, 11, 1, 24), new LayoutRow(VECTOR, "vector", 0, 0, 1, 8)), histogram.layouts());
            assertEquals(8, histogram.objects());
            assertEquals(heap.verify().bytes(), histogram.bytes());
            heap.collect();
        }
    }

    @Test
    void tableLooksAsThatOfTheJvm() {
        fill();
        assertEquals("""
                 num     #instances         #bytes  tag name
                --------------------------------------------
                   1:             3            128  vector
                   2:             3             56  tag 7
                   3:             2             48  pair
                Total             8            232
                """, heap.histogram().toString());
        assertEquals("""
                 num     #instances         #bytes  tag name (slots, raw bytes)
                ---------------------------------------------------------------
                   1:             1             88  vector (10, 0)
                   2:             2             48  pair (2, 0)
                   3:             1             32  vector (3, 0)
                   4:             2             32  tag 7 (0, 5)
                   5:             1             24  tag 7 (0, 11)
                   6:             1              8  vector (0, 0)
                Total             8            232
                """, heap.histogram().toLayoutString());
    }

    @Test
    void manyLayoutsAreAllCounted() {
        int layouts = 1000;
        long bytes = 0;
        for (int i = 0; i < layouts; i++) {
            mutator.roots().push(mutator.allocate(i % 7, i % 13, i));
            bytes += mutator.sizeBytes(mutator.roots().peek());
        }
        HeapHistogram histogram = heap.histogram();
        assertEquals(layouts, histogram.layouts().size());
        assertEquals(layouts, histogram.layouts().stream().mapToLong(LayoutRow::objects).sum());
        assertEquals(7, histogram.tags().size());
        assertEquals(bytes, histogram.bytes());
        assertEquals(bytes, histogram.layouts().stream().mapToLong(LayoutRow::bytes).sum());
        assertEquals(bytes, histogram.tags().stream().mapToLong(TagRow::bytes).sum());
        assertEquals(layouts * (layouts - 1) / 2, histogram.tags().stream().mapToLong(TagRow::rawBytes).sum());
    }

    @Test
    void threadThatIsNoMutatorMayAsk() throws InterruptedException {
        fill();
        long[] objects = {0};
        try (Blocked _ = mutator.blocked()) {
            Thread thread = new Thread(() -> objects[0] = heap.histogram().objects());
            thread.start();
            thread.join();
        }
        assertEquals(8, objects[0]);
    }

    /** Two pairs, three vectors and three texts that live, and one of each that does not. */
    private void fill() {
        RootStack roots = mutator.roots();
        for (long slots : new long[] {0, 3, 10}) {
            roots.push(mutator.allocate(VECTOR, slots, 0));
        }
        for (long raw : new long[] {5, 5, 11}) {
            roots.push(mutator.allocate(TEXT, 0, raw));
        }
        roots.push(mutator.allocate(PAIR, 2, 0));
        long second = mutator.allocate(PAIR, 2, 0);
        mutator.setSlot(roots.peek(), 0, second);
        mutator.setSlot(roots.peek(), 1, roots.peek());
        mutator.allocate(VECTOR, 100, 0);
        mutator.allocate(TEXT, 0, 100);
        mutator.allocate(PAIR, 2, 0);
    }
}

package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weak roots and weak cells. */
class WeakReferenceTest {
    private static final ObjectLayout BOX = ObjectLayout.of(1, 1, 8);
    private static final ObjectLayout CELL = ObjectLayout.of(2, 1, 8);

    private static long box(Mutator mutator, long content) {
        long ref = mutator.allocate(BOX);
        mutator.putLong(ref, BOX.rawOffset(), content);
        return ref;
    }

    @ParameterizedTest
    @CsvSource({"TRAP,on", "TRAP,off", "UPCALL,on", "UPCALL,off", "CHECKED,on", "CHECKED,off"})
    void weakRootGivesItsObjectUntilThatIsDead(Barrier barrier, String background) {
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key() + ",background=" + background); Mutator mutator = heap.attach()) {
            mutator.roots().push(box(mutator, 42));
            WeakRoot weak = heap.newWeakRoot(mutator.roots().peek());
            WeakRoot other = heap.newWeakRoot(0);
            other.set(mutator, mutator.roots().peek());
            heap.collect();
            assertEquals(mutator.roots().peek(), weak.get(mutator));
            assertEquals(mutator.roots().peek(), other.get(mutator));
            assertEquals(42, mutator.getLong(weak.get(mutator), BOX.rawOffset()));
            mutator.roots().pop();
            heap.collect();
            assertEquals(0, weak.get(mutator));
            assertEquals(0, other.get(mutator));
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void valuesThatAreNoReferencesStay(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            WeakRoot weak = heap.newWeakRoot(7);
            mutator.roots().push(heap.weakCells().allocate(mutator, CELL));
            heap.weakCells().set(mutator, mutator.roots().peek(), 9, 11);
            heap.collect();
            assertEquals(7, weak.get(mutator));
            assertEquals(9, heap.weakCells().get(mutator, mutator.roots().peek()));
            assertEquals(11, heap.weakCells().value(mutator, mutator.roots().peek()));
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void weakCellIsAnObjectThatNamesItsKeyWeakly(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(heap.weakCells().allocate(mutator, CELL));
            roots.push(box(mutator, 5));
            mutator.setSlot(roots.get(0), 0, roots.get(0));
            heap.weakCells().set(mutator, roots.get(0), roots.get(1));
            heap.collect();
            assertEquals(roots.get(1), heap.weakCells().get(mutator, roots.get(0)));
            assertEquals(roots.get(0), mutator.getSlot(roots.get(0), 0));
            roots.pop();
            heap.collect();
            assertEquals(0, heap.weakCells().get(mutator, roots.get(0)));
            assertEquals(1, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void entriesOfDeadCellsAreUsedAgain(Barrier barrier) {
        try (Heap heap = Heap.open("heap=8m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(box(mutator, 5));
            for (int i = 0; i < 1_000_000; i++) {
                long cell = heap.weakCells().allocate(mutator, CELL);
                heap.weakCells().set(mutator, cell, roots.peek());
            }
            heap.collect();
            assertTrue(heap.weakCells().entries().isEntry(0));
            assertTrue(!heap.weakCells().entries().isEntry(400_000), "dead cells keep their entries");
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void cellsValueLivesAsLongAsCellAndKey(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            WeakCells cells = heap.weakCells();
            for (int dropped = 0; dropped < 2; dropped++) {
                roots.push(cells.allocate(mutator, CELL));
                roots.push(box(mutator, 5));
                roots.push(box(mutator, 6));
                // The value names both: that keeps neither alive.
                mutator.setSlot(roots.get(2), 0, roots.get(1 - dropped));
                cells.set(mutator, roots.get(0), roots.get(1), roots.get(2));
                WeakRoot value = heap.newWeakRoot(roots.pop());
                heap.collect();
                assertEquals(value.get(mutator), cells.value(mutator, roots.get(0)));
                assertEquals(6, mutator.getLong(value.get(mutator), BOX.rawOffset()));
                roots.set(1 - dropped, 0);
                heap.collect();
                assertEquals(0, value.get(mutator));
                if (dropped == 0) {
                    assertEquals(0, cells.get(mutator, roots.get(0)));
                    assertEquals(0, cells.value(mutator, roots.get(0)));
                }
                roots.truncate(0);
            }
        }
    }

    @Test
    void whatIsNoCellIsRefused() {
        try (Heap heap = Heap.open("heap=1m"); Mutator mutator = heap.attach()) {
            assertThrows(IllegalArgumentException.class, () -> heap.weakCells().get(mutator, mutator.allocate(CELL)));
            assertThrows(IllegalArgumentException.class, () -> heap.weakCells().allocate(mutator, ObjectLayout.of(1, 3, 7)));
            try (Heap second = Heap.open("heap=1m"); Mutator stranger = second.attach()) {
                assertThrows(IllegalArgumentException.class, () -> heap.weakCells().allocate(stranger, CELL));
                assertThrows(IllegalArgumentException.class, () -> heap.newWeakRoot(0).get(stranger));
            }
        }
    }

    @Test
    void aClosedWeakRootIsOfNoUse() {
        WeakRoot left;
        Mutator ended;
        try (Heap heap = Heap.open("heap=1m"); Mutator mutator = heap.attach()) {
            WeakRoot root = heap.newWeakRoot(5);
            root.close();
            root.close();
            assertThrows(IllegalStateException.class, () -> root.get(mutator));
            assertThrows(IllegalStateException.class, () -> root.set(mutator, 1));
            left = heap.newWeakRoot(7);
            assertEquals(7, left.get(mutator));
            ended = mutator;
        }
        assertThrows(IllegalStateException.class, () -> left.get(ended));
        left.close();
    }
}

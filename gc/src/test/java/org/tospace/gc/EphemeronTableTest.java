package org.tospace.gc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EphemeronTableTest {
    private static final ObjectLayout NODE = ObjectLayout.of(1, 1, 8);
    private static final ObjectLayout CELL = ObjectLayout.of(2, 0, 8);

    private static long node(Mutator mutator, long id) {
        long ref = mutator.allocate(NODE);
        mutator.putLong(ref, NODE.rawOffset(), id);
        return ref;
    }

    private static long id(Mutator mutator, long ref) {
        return mutator.getLong(ref, NODE.rawOffset());
    }

    private static int hash(long id) {
        return (int) id * 7;
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void valueLivesAsLongAsItsKey(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach();
                EphemeronTable table = heap.newEphemeronTable()) {
            RootStack roots = mutator.roots();
            roots.push(node(mutator, 1));
            roots.push(node(mutator, 2));
            table.put(mutator, hash(1), roots.get(0), roots.pop());
            heap.collect();
            assertEquals(2, id(mutator, table.get(mutator, hash(1), roots.get(0))));
            table.put(mutator, hash(1), roots.get(0), 99);
            heap.collect();
            assertEquals(99, table.get(mutator, hash(1), roots.get(0)));
            roots.pop();
            heap.collect();
            assertEquals(0, table.size());
        }
    }

    /** Keys that were asked for their hash where they lay first, and are looked for when they have moved, twice. */
    @ParameterizedTest
    @EnumSource(Barrier.class)
    void keysAreFoundByTheirIdentityHashWhereverTheyMoved(Barrier barrier) {
        int count = 500;
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach();
                EphemeronTable table = heap.newEphemeronTable()) {
            RootStack roots = mutator.roots();
            for (int i = 0; i < count; i++) {
                roots.push(node(mutator, i));
                table.put(mutator, roots.peek(), 2L * i + 1);
            }
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < count; i++) {
                    assertEquals(2L * i + 1, table.get(mutator, roots.get(i)));
                    assertEquals(2L * i + 1, table.get(mutator, mutator.identityHash(roots.get(i)), roots.get(i)));
                }
                heap.collect();
            }
            assertEquals(0, table.get(mutator, node(mutator, 0)));
            table.put(mutator, roots.get(7), 99);
            table.put(mutator, roots.get(8), 0);
            assertEquals(99, table.get(mutator, roots.get(7)));
            assertEquals(0, table.get(mutator, roots.get(8)));
            assertEquals(count - 1, table.size());
            roots.truncate(0);
            heap.collect();
            assertEquals(0, table.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void valueThatNamesItsKeyKeepsNeither(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach();
                EphemeronTable table = heap.newEphemeronTable()) {
            RootStack roots = mutator.roots();
            roots.push(node(mutator, 1));
            long value = node(mutator, 2);
            mutator.setSlot(value, 0, roots.peek());
            WeakRoot weak = heap.newWeakRoot(value);
            table.put(mutator, hash(1), roots.peek(), value);
            heap.collect();
            assertEquals(weak.get(mutator), table.get(mutator, hash(1), roots.peek()));
            roots.pop();
            heap.collect();
            assertEquals(0, table.size());
            assertEquals(0, weak.get(mutator));
        }
    }

    /** Each key is reachable only from the value before it, directly or through an object between, in whatever order they are in the table. */
    @ParameterizedTest
    @CsvSource({"TRAP,false,false", "TRAP,true,false", "TRAP,true,true", "UPCALL,false,true", "UPCALL,true,false", "CHECKED,false,true",
        "CHECKED,true,false", "CHECKED,true,true", "TRAP,false,true"})
    @Timeout(value = 60, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLongChainTakesTimeInProportionToItsLength(Barrier barrier, boolean between, boolean cells) {
        int length = 100_000;
        try (Heap heap = Heap.open("heap=64m,barrier=" + barrier.key()); Mutator mutator = heap.attach(); EphemeronTable table = heap.newEphemeronTable()) {
            RootStack roots = mutator.roots();
            GlobalRoot keeper = heap.newGlobalRoot(mutator.allocate(9, length, 0));
            roots.push(node(mutator, length));
            // From the last to the first, so that a visit in either order of the table is the wrong one for one of the two.
            for (int i = length - 1; i >= 0; i--) {
                if (between) {
                    long middle = node(mutator, -1);
                    mutator.setSlot(middle, 0, roots.peek());
                    roots.set(0, middle);
                }
                roots.push(node(mutator, i));
                if (cells) {
                    long cell = heap.weakCells().allocate(mutator, CELL);
                    mutator.setSlot(keeper.get(), i, cell);
                    heap.weakCells().set(mutator, cell, roots.get(1), roots.get(0));
                } else {
                    table.put(mutator, hash(i), roots.get(1), roots.get(0));
                }
                roots.set(0, roots.pop());
            }
            heap.collect();
            long start = System.nanoTime();
            heap.collect();
            assertTrue(System.nanoTime() - start < SECONDS.toNanos(10), "a collection took " + (System.nanoTime() - start) + " ns");
            long key = roots.peek();
            for (int i = 0; i < length; i++) {
                assertEquals(i, id(mutator, key));
                key = cells ? heap.weakCells().value(mutator, mutator.getSlot(keeper.get(), i)) : table.get(mutator, hash(i), key);
                if (between) {
                    key = mutator.getSlot(key, 0);
                }
            }
            assertEquals(length, id(mutator, key));
            roots.pop();
            heap.collect();
            assertEquals(0, table.size());
            for (int i = 0; i < length && cells; i++) {
                assertEquals(0, heap.weakCells().get(mutator, mutator.getSlot(keeper.get(), i)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void manyEphemeronsOfOneKeyAreAllSeen(Barrier barrier) {
        int count = 50_000;
        try (Heap heap = Heap.open("heap=32m,barrier=" + barrier.key()); Mutator mutator = heap.attach(); EphemeronTable table = heap.newEphemeronTable()) {
            RootStack roots = mutator.roots();
            GlobalRoot keeper = heap.newGlobalRoot(mutator.allocate(9, count, 0));
            roots.push(node(mutator, 1));
            for (int i = 0; i < count; i++) {
                mutator.setSlot(keeper.get(), i, heap.weakCells().allocate(mutator, CELL));
                long value = node(mutator, i);
                heap.weakCells().set(mutator, mutator.getSlot(keeper.get(), i), roots.get(0), value);
            }
            // The key is reached last of all: from the value of an entry that is visited when all cells are.
            roots.push(node(mutator, 2));
            long value = node(mutator, 3);
            mutator.setSlot(value, 0, roots.get(0));
            table.put(mutator, hash(2), roots.get(1), value);
            roots.set(0, roots.pop());
            for (int round = 0; round < 3; round++) {
                heap.collect();
                for (int i = 0; i < count; i++) {
                    assertEquals(i, id(mutator, heap.weakCells().value(mutator, mutator.getSlot(keeper.get(), i))));
                }
            }
            heap.verify();
        }
    }

    @Test
    void wrongArgumentsAndClosedTablesAreRefused() {
        try (Heap heap = Heap.open("heap=1m,checks=on"); Mutator mutator = heap.attach()) {
            EphemeronTable table = heap.newEphemeronTable();
            long key = node(mutator, 1);
            assertThrows(IllegalArgumentException.class, () -> table.put(mutator, 1, 0, 5));
            assertThrows(StaleReferenceException.class, () -> table.put(mutator, 1, key + 8, 5));
            assertThrows(StaleReferenceException.class, () -> table.put(mutator, 1, key, key + 8));
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> table.put(mutator, 0, 5));
            assertEquals("key must be a reference: 0x0", e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> table.get(mutator, 0));
            assertThrows(StaleReferenceException.class, () -> table.put(mutator, key + 8, 5));
            assertThrows(StaleReferenceException.class, () -> table.get(mutator, key + 8));
            assertThrows(StaleReferenceException.class, () -> table.put(mutator, key, key + 8));
            assertEquals(0, table.get(mutator, 1, key));
            table.put(mutator, 1, key, 5);
            assertEquals(key, table.keyAt(mutator, 0));
            assertEquals(0, table.keyAt(mutator, 1));
            table.put(mutator, 1, key, 0);
            assertEquals(0, table.size());
            table.close();
            assertThrows(IllegalStateException.class, () -> table.get(mutator, 1, key));
        }
    }
}

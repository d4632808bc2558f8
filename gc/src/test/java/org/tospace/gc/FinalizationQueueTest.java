package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.testing.MutatorThreads;

class FinalizationQueueTest {
    private static final ObjectLayout NODE = ObjectLayout.of(1, 1, 8);
    private static final ObjectLayout CELL = ObjectLayout.of(2, 1, 8);

    private static long node(Mutator mutator, long id) {
        long ref = mutator.allocate(NODE);
        mutator.putLong(ref, NODE.rawOffset(), id);
        return ref;
    }

    private static long id(Mutator mutator, long ref) {
        return mutator.getLong(ref, NODE.rawOffset());
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void deadObjectIsGivenOutOnceWithAllThatItNames(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach();
                FinalizationQueue queue = heap.newFinalizationQueue()) {
            RootStack roots = mutator.roots();
            roots.push(node(mutator, 1));
            long inner = node(mutator, 2);
            mutator.setSlot(roots.peek(), 0, inner);
            queue.register(mutator, roots.peek(), 77);
            heap.collect();
            assertEquals(0, queue.poll(mutator));
            roots.pop();
            heap.collect();
            heap.collect();
            assertEquals(1, queue.queued());
            long ref = queue.poll(mutator);
            assertEquals(77, queue.tag(mutator));
            assertEquals(1, id(mutator, ref));
            assertEquals(2, id(mutator, mutator.getSlot(ref, 0)));
            roots.push(ref);
            assertEquals(0, queue.poll(mutator));
            heap.collect();
            assertEquals(0, queue.poll(mutator));
            queue.register(mutator, roots.peek());
            roots.pop();
            heap.collect();
            assertEquals(1, id(mutator, queue.poll(mutator)));
            heap.collect();
            assertEquals(0, queue.poll(mutator));
            assertEquals(0, queue.registered());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void weakReferencesAreClearedBeforeFinalization(Barrier barrier) {
        WeakTable.Matcher any = (_, _) -> true;
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach();
                FinalizationQueue queue = heap.newFinalizationQueue(); WeakTable table = heap.newWeakTable();
                EphemeronTable ephemerons = heap.newEphemeronTable()) {
            RootStack roots = mutator.roots();
            WeakCells cells = heap.weakCells();
            roots.push(node(mutator, 1));
            roots.push(cells.allocate(mutator, CELL));
            roots.push(node(mutator, 3));
            // The registered object names a cell, whose slot names an object that the cell also names weakly.
            mutator.setSlot(roots.get(0), 0, roots.get(1));
            mutator.setSlot(roots.get(1), 0, roots.get(2));
            cells.set(mutator, roots.get(1), roots.get(2), roots.get(0));
            WeakRoot first = heap.newWeakRoot(roots.get(0));
            WeakRoot inner = heap.newWeakRoot(roots.get(2));
            table.addIfAbsent(mutator, 1, roots.get(0), any);
            table.addIfAbsent(mutator, 2, roots.get(2), any);
            ephemerons.put(mutator, 3, roots.get(2), 55);
            queue.register(mutator, roots.get(0));
            queue.register(mutator, roots.get(2));
            roots.truncate(0);
            heap.collect();
            assertEquals(2, heap.statistics().finalizable());
            assertEquals(6, heap.statistics().weakCleared(), "two roots, a cell, three entries of tables");
            assertEquals(2, queue.queued(), "an object that a registered one names dies with it");
            assertEquals(0, first.get(mutator));
            assertEquals(0, inner.get(mutator));
            assertEquals(0, table.size());
            assertEquals(0, ephemerons.size());
            long ref = queue.poll(mutator);
            ref = id(mutator, ref) == 1 ? ref : queue.poll(mutator);
            long cell = mutator.getSlot(ref, 0);
            assertEquals(0, cells.get(mutator, cell));
            assertEquals(0, cells.value(mutator, cell));
            assertEquals(3, id(mutator, mutator.getSlot(cell, 0)));
        }
    }

    /** A cell that comes back with a registered object, whose key never died: its value comes back too. */
    @ParameterizedTest
    @CsvSource({"TRAP,on", "TRAP,off", "UPCALL,on", "UPCALL,off", "CHECKED,on", "CHECKED,off"})
    void ephemeronThatComesBackHasItsValueIfItsKeyLived(Barrier barrier, String background) {
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key() + ",background=" + background); Mutator mutator = heap.attach();
                FinalizationQueue queue = heap.newFinalizationQueue()) {
            RootStack roots = mutator.roots();
            WeakCells cells = heap.weakCells();
            roots.push(node(mutator, 1));
            roots.push(node(mutator, 2));
            for (int i = 0; i < 200; i++) {
                long cell = cells.allocate(mutator, CELL);
                mutator.setSlot(cell, 0, roots.get(1));
                roots.set(1, cell);
                roots.push(node(mutator, i));
                cells.set(mutator, roots.get(1), roots.get(0), roots.pop());
            }
            queue.register(mutator, roots.pop());
            heap.collect();
            roots.push(queue.poll(mutator));
            for (int i = 199; i >= 0; i--) {
                assertEquals(roots.get(0), cells.get(mutator, roots.peek()));
                assertEquals(i, id(mutator, cells.value(mutator, roots.peek())));
                roots.set(1, mutator.getSlot(roots.peek(), 0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"TRAP,on,0", "TRAP,off,0", "UPCALL,on,0", "CHECKED,on,0", "CHECKED,off,0", "TRAP,on,1", "UPCALL,off,1", "CHECKED,on,1"})
    void everyRegistrationIsPolledExactlyOnce(Barrier barrier, String background, int stress) {
        int each = stress == 0 ? 100_000 : 300;
        int mutators = 4;
        AtomicIntegerArray polled = new AtomicIntegerArray(each * mutators);
        AtomicInteger running = new AtomicInteger(mutators);
        try (Heap heap = Heap.open("heap=32m,barrier=" + barrier.key() + ",background=" + background + ",stress=" + stress);
                FinalizationQueue queue = heap.newFinalizationQueue()) {
            MutatorThreads.run(mutators, index -> {
                try (Mutator mutator = heap.attach()) {
                    mutator.roots().push(0);
                    for (int i = 0; i < each; i++) {
                        long number = (long) index * each + i;
                        long ref = node(mutator, number);
                        queue.register(mutator, ref, number);
                        if (i % 3 == 0) {
                            mutator.roots().set(0, ref);
                        }
                        if (i % 100 != 0) {
                            poll(mutator, queue, polled);
                        }
                    }
                    mutator.roots().pop();
                    running.decrementAndGet();
                    while (running.get() != 0) {
                        mutator.poll();
                        poll(mutator, queue, polled);
                    }
                }
            });
            heap.collect();
            heap.verify();
            try (Mutator mutator = heap.attach()) {
                while (poll(mutator, queue, polled)) {
                    heap.statistics();
                }
            }
            assertEquals(0, queue.registered());
            for (int i = 0; i < polled.length(); i++) {
                assertEquals(1, polled.get(i), "object " + i);
            }
        }
    }

    private static boolean poll(Mutator mutator, FinalizationQueue queue, AtomicIntegerArray polled) {
        long ref = queue.poll(mutator);
        if (ref == 0) {
            return false;
        }
        long number = queue.tag(mutator);
        assertEquals(number, id(mutator, ref));
        polled.incrementAndGet((int) number);
        return true;
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void aMillionQueuedObjectsDoNotLengthenTheFlip(Barrier barrier) {
        int count = 1_000_000;
        try (Heap heap = Heap.open("heap=256m,barrier=" + barrier.key()); Mutator mutator = heap.attach(); FinalizationQueue queue = heap.newFinalizationQueue()) {
            long[] slots = new long[1];
            heap.addListener(event -> {
                if (event instanceof CollectorEvent.Flip flip) {
                    slots[0] = flip.rootSlots();
                }
            });
            for (int i = 0; i < count; i++) {
                queue.register(mutator, node(mutator, i));
            }
            heap.collect();
            heap.collect();
            assertEquals(count, queue.queued());
            assertTrue(slots[0] < 10, () -> "a flip looked at " + slots[0] + " roots");
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += id(mutator, queue.poll(mutator));
            }
            assertEquals((count - 1L) * count / 2, sum);
            assertEquals(0, queue.poll(mutator));
        }
    }

    @Test
    void wrongArgumentsAndClosedQueuesAreRefused() {
        try (Heap heap = Heap.open("heap=1m,checks=on"); Mutator mutator = heap.attach()) {
            FinalizationQueue queue = heap.newFinalizationQueue();
            long ref = node(mutator, 1);
            assertThrows(IllegalArgumentException.class, () -> queue.register(mutator, 0));
            assertThrows(StaleReferenceException.class, () -> queue.register(mutator, ref + 8));
            queue.register(mutator, ref);
            queue.close();
            assertThrows(IllegalStateException.class, () -> queue.poll(mutator));
            heap.collect();
            assertEquals(0, heap.verify().objects());
        }
    }
}

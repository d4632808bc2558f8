package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;

/** Weak references of every kind to objects that are never copied: what is dead is told by a mark, not by a place. */
class LargeWeakTest {
    private static final long LARGE = 80_000;
    private static final int SLOTS = 5_000;

    static List<String> heaps() {
        List<String> all = new ArrayList<>();
        for (Barrier barrier : Barrier.values()) {
            for (String rest : new String[] {"stress=1,verify=after-gc", "background=off", "background=on"}) {
                all.add("heap=16m,page=4k,barrier=" + barrier.key() + "," + rest);
            }
        }
        return all;
    }

    /** With slots if the number is odd; the last of them names a small object that has the number too. */
    private static long large(Mutator mutator, long number) {
        int slots = (int) (number & 1) * SLOTS;
        mutator.roots().push(mutator.allocate(1, slots, LARGE - 8L * slots));
        mutator.putLong(mutator.roots().peek(), 8 + 8L * slots, number);
        if (slots != 0) {
            long small = mutator.allocate(1, 0, 8);
            mutator.putLong(small, 8, number);
            mutator.setSlot(mutator.roots().peek(), slots - 1, small);
        }
        return mutator.roots().pop();
    }

    private static long number(Mutator mutator, long large) {
        long slots = mutator.slotCount(large);
        long number = mutator.getLong(large, 8 + 8 * slots);
        assertEquals(number % 2 * SLOTS, slots);
        if (slots != 0) {
            assertEquals(number, mutator.getLong(mutator.getSlot(large, slots - 1), 8));
        }
        return number;
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void weakRootHasItsObjectUntilItDies(String options) {
        try (Heap heap = Heap.open(options); Mutator mutator = heap.attach(); WeakRoot weak = heap.newWeakRoot(0)) {
            mutator.roots().push(large(mutator, 43));
            weak.set(mutator, mutator.roots().peek());
            for (int i = 0; i < 4; i++) {
                heap.collect();
                assertEquals(mutator.roots().peek(), weak.get(mutator));
            }
            mutator.roots().truncate(0);
            assertEquals(43, number(mutator, weak.get(mutator)));
            heap.collect();
            assertEquals(0, weak.get(mutator));
            assertEquals(0, heap.statistics().largeBytes());
            assertEquals(1, heap.statistics().weakCleared());
        }
    }

    /** A chain of ephemerons: each value is the next key, all of them large, in an order that makes each wait for the one before. */
    @ParameterizedTest
    @MethodSource("heaps")
    void chainOfEphemeronsLivesAndDiesWithItsFirstKey(String options) {
        checkChain(options, true);
        checkChain(options, false);
    }

    private static void checkChain(String options, boolean lastAddedFirst) {
        int count = 20;
        try (Heap heap = Heap.open(options); Mutator mutator = heap.attach(); EphemeronTable table = heap.newEphemeronTable()) {
            RootStack roots = mutator.roots();
            for (int i = 0; i < count; i++) {
                roots.push(large(mutator, i));
            }
            for (int added = 0; added < count - 1; added++) {
                int i = lastAddedFirst ? count - 2 - added : added;
                table.put(mutator, i, roots.get(i), roots.get(i + 1));
            }
            roots.truncate(1);
            for (int round = 0; round < 3; round++) {
                heap.collect();
                assertEquals(count - 1, table.size());
                long key = roots.get(0);
                for (int i = 0; i < count - 1; i++) {
                    assertEquals(i, number(mutator, key));
                    key = table.get(mutator, i, key);
                }
                assertEquals(count - 1, number(mutator, key));
            }
            heap.verify();
            roots.truncate(0);
            heap.collect();
            assertEquals(0, table.size());
            assertEquals(0, heap.statistics().largeBytes());
        }
    }

    /** What only finalization brings back is dead to weak words, also if a small object that is brought back names it. */
    @ParameterizedTest
    @MethodSource("heaps")
    void whatFinalizationBringsBackIsDeadToWeakWords(String options) {
        try (Heap heap = Heap.open(options); Mutator mutator = heap.attach(); WeakRoot direct = heap.newWeakRoot(0);
                WeakRoot behind = heap.newWeakRoot(0); WeakRoot live = heap.newWeakRoot(0); FinalizationQueue queue = heap.newFinalizationQueue();
                EphemeronTable table = heap.newEphemeronTable()) {
            RootStack roots = mutator.roots();
            roots.push(large(mutator, 1));
            roots.push(large(mutator, 2));
            roots.push(mutator.allocate(1, 1, 8));
            roots.push(large(mutator, 3));
            mutator.setSlot(roots.get(2), 0, roots.get(1));
            direct.set(mutator, roots.get(0));
            behind.set(mutator, roots.get(1));
            live.set(mutator, roots.get(3));
            queue.register(mutator, roots.get(0), 10);
            queue.register(mutator, roots.get(2), 20);
            queue.register(mutator, roots.get(3), 30);
            table.put(mutator, 5, roots.get(1), 15);
            heap.collect();
            assertNotEquals(0, direct.get(mutator));
            assertEquals(1, table.size());
            long kept = roots.peek();
            roots.truncate(0);
            roots.push(kept);
            heap.collect();
            assertEquals(0, direct.get(mutator));
            assertEquals(0, behind.get(mutator));
            assertEquals(roots.get(0), live.get(mutator));
            assertEquals(0, table.size());
            assertEquals(1, queue.registered());
            for (int i = 0; i < 2; i++) {
                long object = queue.poll(mutator);
                long tag = queue.tag(mutator);
                long found = tag == 20 ? mutator.getSlot(object, 0) : object;
                assertEquals(tag / 10, number(mutator, found));
            }
            assertEquals(0, queue.poll(mutator));
            heap.verify();
            heap.collect();
            assertEquals(2, heap.verify().objects());
        }
    }

    /** Nothing is copied when it is brought back, but its pages are to be scanned. */
    @ParameterizedTest
    @MethodSource("heaps")
    void whatFinalizationAloneBringsBackIsScanned(String options) {
        try (Heap heap = Heap.open(options); Mutator mutator = heap.attach(); FinalizationQueue queue = heap.newFinalizationQueue()) {
            mutator.roots().push(large(mutator, 7));
            queue.register(mutator, mutator.roots().pop(), 1);
            heap.collect();
            heap.verify();
            assertEquals(7, number(mutator, queue.poll(mutator)));
        }
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void cellsAreObjectsThatNameLargeOnesWeakly(String options) {
        try (Heap heap = Heap.open(options); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            WeakCells cells = heap.weakCells();
            ObjectLayout layout = ObjectLayout.of(9, 0, 8);
            for (int i = 0; i < 10; i++) {
                roots.push(large(mutator, i));
                roots.push(cells.allocate(mutator, layout));
                roots.push(large(mutator, 100 + i));
                cells.set(mutator, roots.get(3 * i + 1), roots.get(3 * i), roots.get(3 * i + 2));
                roots.set(3 * i + 2, 0);
                if (i % 2 == 0) {
                    roots.set(3 * i, 0);
                }
            }
            heap.collect();
            heap.collect();
            for (int i = 0; i < 10; i++) {
                long cell = roots.get(3 * i + 1);
                assertEquals(i % 2 == 0 ? 0 : roots.get(3 * i), cells.get(mutator, cell));
                if (i % 2 != 0) {
                    assertEquals(100 + i, number(mutator, cells.value(mutator, cell)));
                }
            }
            assertEquals(10 * 81_920, heap.statistics().largeBytes());
            heap.verify();
        }
    }

    /** Mutators ask for objects while collections find out which have died: each gets the object whole, or nothing for good. */
    @ParameterizedTest
    @MethodSource("heaps")
    void objectsAskedForInTheMidstOfCollectionsAreWholeOrGone(String options) {
        long seed = Seeds.next();
        int steps = options.contains("stress=1") ? 300 : 4000;
        AtomicLong gone = new AtomicLong();
        AtomicLong saved = new AtomicLong();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open(options)) {
                MutatorThreads.run(3, index -> {
                    Random random = new Random(seed + index);
                    int count = 12;
                    WeakRoot[] weak = new WeakRoot[count];
                    try (Mutator mutator = heap.attach()) {
                        for (int i = 0; i < count; i++) {
                            weak[i] = heap.newWeakRoot(0);
                            mutator.roots().push(0);
                        }
                        boolean[] wasGone = new boolean[count];
                        for (int step = 0; step < steps; step++) {
                            int at = random.nextInt(count);
                            long ref = weak[at].get(mutator);
                            if (ref != 0) {
                                assertEquals(at, number(mutator, ref));
                                assertEquals(!wasGone[at], true, "what was gone is back");
                                mutator.roots().set(at, random.nextBoolean() ? ref : 0);
                                saved.incrementAndGet();
                            } else {
                                assertEquals(0, mutator.roots().get(at), "a weak root was cleared though its object was held");
                                gone.incrementAndGet();
                                wasGone[at] = true;
                                if (random.nextInt(4) == 0) {
                                    ref = large(mutator, at);
                                    weak[at].set(mutator, ref);
                                    wasGone[at] = false;
                                }
                            }
                            for (int i = random.nextInt(30); i > 0 && step % 4 == 0 && heap.options().stress() == 0; i--) {
                                mutator.allocate(0, 2, 2000);
                            }
                            mutator.poll();
                        }
                        mutator.roots().truncate(0);
                    }
                });
                heap.collect();
                heap.verify();
                assertEquals(0, heap.statistics().largeBytes());
            }
            return null;
        });
        assertTrue(gone.get() > 20 && saved.get() > 20, () -> "too little happened to mean anything: " + gone + " gone, " + saved + " saved");
    }
}

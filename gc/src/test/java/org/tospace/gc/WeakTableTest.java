package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;

class WeakTableTest {
    private static final ObjectLayout TEXT = ObjectLayout.of(3, 0, 16);
    private static final long CONTENT = 8;
    private static final long SERIAL = 16;

    /** Looks for an object by its content. */
    private static final class Content implements WeakTable.Matcher {
        private long content;

        Content of(long wanted) {
            content = wanted;
            return this;
        }

        @Override
        public boolean matches(Mutator mutator, long ref) {
            return mutator.getLong(ref, CONTENT) == content;
        }
    }

    private static int hash(long content) {
        return Long.hashCode(content * 31);
    }

    private static long make(Mutator mutator, long content) {
        long ref = mutator.allocate(TEXT);
        mutator.putLong(ref, CONTENT, content);
        return ref;
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void equalContentIsOneObjectAsLongAsItLives(Barrier barrier) {
        Content content = new Content();
        try (Heap heap = Heap.open("heap=4m,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach(); WeakTable table = heap.newWeakTable()) {
            assertEquals(0, table.find(mutator, hash(5), content.of(5)));
            mutator.roots().push(make(mutator, 5));
            assertEquals(mutator.roots().peek(), table.addIfAbsent(mutator, hash(5), mutator.roots().peek(), content.of(5)));
            heap.collect();
            assertEquals(mutator.roots().peek(), table.find(mutator, hash(5), content.of(5)));
            long other = make(mutator, 5);
            assertEquals(mutator.roots().peek(), table.addIfAbsent(mutator, hash(5), other, content.of(5)));
            assertEquals(1, table.size());
            mutator.roots().pop();
            heap.collect();
            assertEquals(0, table.find(mutator, hash(5), content.of(5)));
            assertEquals(0, table.size());
        }
    }

    @Test
    @SuppressWarnings("try")
    void aMatcherCannotCloseItsTable() {
        Content content = new Content();
        try (Heap heap = Heap.open("heap=4m"); Mutator mutator = heap.attach(); WeakTable table = heap.newWeakTable()) {
            for (int i = 0; i < 2; i++) {
                mutator.roots().push(make(mutator, i));
                table.addIfAbsent(mutator, 7, mutator.roots().peek(), content.of(i));
            }
            assertThrows(IllegalStateException.class, () -> table.find(mutator, 7, (_, _) -> {
                table.close();
                return false;
            }));
            assertEquals(mutator.roots().get(1), table.find(mutator, 7, content.of(1)));
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void oneHashForAllIsSlowAndRight(Barrier barrier) {
        Content content = new Content();
        try (Heap heap = Heap.open("heap=4m,barrier=" + barrier.key()); Mutator mutator = heap.attach(); WeakTable table = heap.newWeakTable()) {
            for (int i = 0; i < 500; i++) {
                mutator.roots().push(make(mutator, i));
                table.addIfAbsent(mutator, 7, mutator.roots().peek(), content.of(i));
            }
            heap.collect();
            for (int i = 0; i < 500; i++) {
                assertEquals(mutator.roots().get(i), table.find(mutator, 7, content.of(i)));
            }
            for (int i = 0; i < 500; i += 2) {
                assertTrue(table.remove(mutator, 7, mutator.roots().get(i)));
                assertFalse(table.remove(mutator, 7, mutator.roots().get(i)));
            }
            for (int i = 0; i < 500; i++) {
                assertEquals(i % 2 == 0 ? 0 : mutator.roots().get(i), table.find(mutator, 7, content.of(i)));
            }
            mutator.roots().truncate(100);
            heap.collect();
            assertEquals(50, table.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void aMillionEntriesComeAndGo(Barrier barrier) {
        int count = 1_000_000;
        Content content = new Content();
        try (Heap heap = Heap.open("heap=256m,barrier=" + barrier.key()); Mutator mutator = heap.attach(); WeakTable table = heap.newWeakTable()) {
            GlobalRoot keeper = heap.newGlobalRoot(mutator.allocate(1, count, 0));
            for (int i = 0; i < count; i++) {
                long ref = make(mutator, i);
                mutator.setSlot(keeper.get(), i, ref);
                table.addIfAbsent(mutator, hash(i), ref, content.of(i));
            }
            heap.collect();
            assertEquals(count, table.size());
            for (int i = 0; i < count; i++) {
                if (table.find(mutator, hash(i), content.of(i)) != mutator.getSlot(keeper.get(), i)) {
                    throw new AssertionError("object " + i + " is not the one in the table");
                }
                if (i % 1000 != 0) {
                    mutator.setSlot(keeper.get(), i, 0);
                }
            }
            heap.collect();
            assertEquals(count / 1000, table.size());
            long sum = 0;
            for (long i = table.size() - 1; i >= 0; i--) {
                sum += mutator.getLong(table.at(mutator, i), CONTENT);
            }
            assertEquals((count / 1000 - 1L) * (count / 1000) / 2 * 1000, sum);
            heap.verify();
            keeper.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"TRAP,on,0", "TRAP,off,0", "UPCALL,on,0", "UPCALL,off,0", "CHECKED,on,0", "CHECKED,off,0", "TRAP,on,1", "UPCALL,off,1", "CHECKED,on,1"})
    void severalMutatorsAgreeOnOneObjectForEachContent(Barrier barrier, String background, int stress) {
        int contents = 400;
        long seed = Seeds.next();
        int steps = stress == 0 ? 60_000 : 400;
        AtomicLongArray holders = new AtomicLongArray(contents);
        AtomicLong serials = new AtomicLong();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=1m,page=4k,barrier=" + barrier.key() + ",background=" + background + ",stress=" + stress);
                    WeakTable table = heap.newWeakTable()) {
                MutatorThreads.run(4, index -> {
                    try (Mutator mutator = heap.attach()) {
                        new Interner(mutator, table, holders, serials, seed + index).run(steps);
                    }
                });
                assertTrue(serials.get() > contents, "nothing has died");
                heap.verify();
                heap.collect();
                assertEquals(0, table.size());
            }
            return null;
        });
    }

    /**
     * Interns at random. For each content the mutators keep how many hold its object, and its serial number: it must not change while
     * anybody holds it.
     */
    private static final class Interner {
        private static final int HELD = 16;

        private final Mutator mutator;
        private final WeakTable table;
        private final AtomicLongArray holders;
        private final AtomicLong serials;
        private final java.util.SplittableRandom random;
        private final int[] held = new int[HELD];
        private final Content content = new Content();

        Interner(Mutator mutator, WeakTable table, AtomicLongArray holders, AtomicLong serials, long seed) {
            this.mutator = mutator;
            this.table = table;
            this.holders = holders;
            this.serials = serials;
            this.random = new java.util.SplittableRandom(seed);
        }

        void run(int steps) {
            for (int i = 0; i < HELD; i++) {
                held[i] = -1;
                mutator.roots().push(0);
            }
            for (int i = 0; i < steps; i++) {
                int index = random.nextInt(HELD);
                drop(index);
                take(index, random.nextInt(holders.length()));
                mutator.allocate(2, 0, random.nextInt(200));
            }
            for (int i = 0; i < HELD; i++) {
                drop(i);
            }
        }

        private void drop(int index) {
            if (held[index] >= 0) {
                long serial = mutator.getLong(mutator.roots().get(index), SERIAL);
                long before = holders.getAndAdd(held[index], -1);
                assertEquals(serial, before >>> 16);
                mutator.roots().set(index, 0);
                held[index] = -1;
            }
        }

        private void take(int index, int wanted) {
            int hash = wanted / 3;
            long ref = table.find(mutator, hash, content.of(wanted));
            if (ref == 0) {
                long made = mutator.allocate(TEXT);
                mutator.putLong(made, CONTENT, wanted);
                mutator.putLong(made, SERIAL, serials.incrementAndGet());
                ref = table.addIfAbsent(mutator, hash, made, content.of(wanted));
            }
            mutator.roots().set(index, ref);
            held[index] = wanted;
            long serial = mutator.getLong(ref, SERIAL);
            holders.accumulateAndGet(wanted, serial, (before, mine) -> {
                if ((before & 0xffff) != 0 && before >>> 16 != mine) {
                    throw new AssertionError("content " + wanted + " is object " + mine + " and, for another mutator, " + (before >>> 16));
                }
                return mine << 16 | (before & 0xffff) + 1;
            });
        }
    }

    @Test
    void aSafepointOrAnotherTableWithinAMatcherIsRefused() {
        try (Heap heap = Heap.open("heap=1m,stress=1000"); Mutator mutator = heap.attach(); WeakTable table = heap.newWeakTable();
                FinalizationQueue queue = heap.newFinalizationQueue()) {
            Content content = new Content();
            mutator.roots().push(make(mutator, 1));
            table.addIfAbsent(mutator, 1, mutator.roots().peek(), content.of(1));
            assertThrows(IllegalStateException.class, () -> table.find(mutator, 1, (user, _) -> user.allocate(TEXT) == 0));
            assertThrows(IllegalStateException.class, () -> table.find(mutator, 1, (user, _) -> user.heap().verify() == null));
            assertThrows(IllegalStateException.class, () -> table.find(mutator, 1, (user, _) -> queue.poll(user) == 0));
            assertThrows(IllegalStateException.class, () -> table.find(mutator, 1, (user, _) -> table.at(user, 0) == 0));
            assertEquals(mutator.roots().peek(), table.find(mutator, 1, content.of(1)));
            assertNotEquals(0, mutator.allocate(TEXT));
        }
    }

    @Test
    void aClosedTableIsOfNoUse() {
        Content content = new Content();
        WeakTable table;
        try (Heap heap = Heap.open("heap=1m"); Mutator mutator = heap.attach()) {
            table = heap.newWeakTable();
            table.close();
            table.close();
            assertThrows(IllegalStateException.class, () -> table.find(mutator, 1, content));
            assertThrows(IllegalStateException.class, table::size);
            WeakTable other = heap.newWeakTable();
            assertThrows(IllegalArgumentException.class, () -> other.addIfAbsent(mutator, 1, 0, content));
            try (Heap second = Heap.open("heap=1m"); Mutator stranger = second.attach()) {
                assertThrows(IllegalArgumentException.class, () -> other.find(stranger, 1, content));
            }
        }
        assertThrows(IllegalStateException.class, table::size);
        table.close();
    }
}

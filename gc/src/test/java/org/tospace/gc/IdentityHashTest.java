package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.testing.MutatorThreads;

/** An identity hash stays an object's own through collections, whenever it was asked for; see also the random graphs. */
class IdentityHashTest {
    private static final long PAGE = 4096;

    /** A heap's options and a body's size in it. */
    record Size(String options, long bytes) {
    }

    static List<Size> sizes() {
        List<Size> all = new ArrayList<>();
        for (Barrier barrier : Barrier.values()) {
            for (String stress : new String[] {"0", "1"}) {
                for (long near : new long[] {16, PAGE / 2, PAGE, 2 * PAGE, 64 * PAGE, 66 * PAGE}) {
                    for (long bytes = near - 8; bytes <= near + 8; bytes += 8) {
                        all.add(new Size("heap=16m,page=4k,buffer=64k,large=0,verify=after-gc,stress=" + stress + ",barrier=" + barrier.key(), bytes));
                    }
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void objectOfRawBytesKeepsItsHashAndBytes(Size size) {
        check(size, 0, size.bytes() - 8);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void objectOfSlotsKeepsItsHashAndSlots(Size size) {
        check(size, size.bytes() / 8 - 1, 0);
    }

    /** Six of the same size side by side: asked when new, asked after one move, after two, and three never. */
    private static void check(Size size, long slots, long rawBytes) {
        try (Heap heap = Heap.open(size.options()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            int count = 6;
            int[] hashes = new int[count];
            for (int i = 0; i < count; i++) {
                roots.push(mutator.allocate(i, slots, rawBytes));
                fill(mutator, roots.peek(), slots, rawBytes, i);
            }
            for (int moves = 0; moves < 5; moves++) {
                for (int i = 0; i < count; i += 2) {
                    if (i == 2 * moves) {
                        hashes[i] = mutator.identityHash(roots.get(i));
                    } else if (i < 2 * moves) {
                        assertEquals(hashes[i], mutator.identityHash(roots.get(i)), "object " + i + ", moves " + moves);
                    }
                }
                for (int i = count - 1; i >= 0; i--) {
                    long ref = roots.get(i);
                    assertEquals(i, mutator.tag(ref));
                    assertEquals(slots, mutator.slotCount(ref));
                    assertEquals(rawBytes, mutator.rawBytes(ref));
                    assertEquals(size.bytes() + (i % 2 == 0 && i < 2 * moves ? 8 : 0), mutator.sizeBytes(ref), "object " + i + ", moves " + moves);
                    compare(mutator, ref, slots, rawBytes, i);
                }
                if (moves % 2 == 0) {
                    heap.collect();
                } else {
                    startCollection(heap, mutator);
                }
            }
            heap.verify();
        }
    }

    private static void fill(Mutator mutator, long ref, long slots, long rawBytes, int number) {
        for (long i = 0; i < slots; i++) {
            mutator.setSlot(ref, i, 2 * (i + number) + 1);
        }
        for (long i = 0; i < rawBytes; i++) {
            mutator.putByte(ref, 8 + 8 * slots + i, (byte) (i * 31 + number));
        }
    }

    private static void compare(Mutator mutator, long ref, long slots, long rawBytes, int number) {
        for (long i = 0; i < slots; i++) {
            assertEquals(2 * (i + number) + 1, mutator.getSlot(ref, i));
        }
        for (long i = 0; i < rawBytes; i++) {
            assertEquals((byte) (i * 31 + number), mutator.getByte(ref, 8 + 8 * slots + i));
        }
    }

    private static void startCollection(Heap heap, Mutator mutator) {
        long before = heap.statistics().collections();
        while (heap.statistics().collections() == before) {
            mutator.allocate(0, 0, 4000);
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void mutatorsThatAskAtTheSameTimeGetTheSame(Barrier barrier) throws Exception {
        int threads = 3;
        int rounds = 40;
        int objects = 500;
        CyclicBarrier together = new CyclicBarrier(threads);
        AtomicIntegerArray answers = new AtomicIntegerArray(threads * objects);
        try (Heap heap = Heap.open("heap=8m,page=4k,barrier=" + barrier.key()); GlobalRoot table = heap.newGlobalRoot(0)) {
            MutatorThreads.run(threads, index -> {
                try (Mutator mutator = heap.attach()) {
                    for (int round = 0; round < rounds; round++) {
                        if (index == 0) {
                            fillTable(mutator, table, objects);
                            // Under way while they ask, so that they meet pages that are not scanned.
                            startCollection(heap, mutator);
                        }
                        awaitOthers(mutator, together);
                        for (int k = 0; k < objects; k++) {
                            int i = index == 1 ? objects - 1 - k : k;
                            answers.set(index * objects + i, mutator.identityHash(mutator.getSlot(table.get(), i)));
                        }
                        awaitOthers(mutator, together);
                        if (index == 0) {
                            requireAgreement(mutator, table, answers, threads, objects);
                        }
                        awaitOthers(mutator, together);
                    }
                }
            });
            heap.verify();
        }
    }

    private static void fillTable(Mutator mutator, GlobalRoot table, int objects) {
        table.set(mutator.allocate(1, objects, 0));
        for (int i = 0; i < objects; i++) {
            long object = mutator.allocate(2, 0, i % 100);
            mutator.setSlot(table.get(), i, object);
        }
    }

    private static void requireAgreement(Mutator mutator, GlobalRoot table, AtomicIntegerArray answers, int threads, int objects) {
        mutator.heap().collect();
        for (int i = 0; i < objects; i++) {
            int hash = mutator.identityHash(mutator.getSlot(table.get(), i));
            for (int t = 0; t < threads; t++) {
                assertEquals(hash, answers.get(t * objects + i), "object " + i + ", thread " + t);
            }
        }
    }

    private static void awaitOthers(Mutator mutator, CyclicBarrier together) throws Exception {
        try (Blocked _ = mutator.blocked()) {
            together.await();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void objectThatOnlyAWeakRootNamesKeepsItsHashWhenItIsRevived(Barrier barrier) {
        int count = 200;
        int revived = 0;
        try (Heap heap = Heap.open("heap=4m,page=4k,background=off,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            WeakRoot[] weak = new WeakRoot[count];
            int[] hashes = new int[count];
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < count; i++) {
                    long ref = mutator.allocate(i, 1, i % 60);
                    mutator.setSlot(ref, 0, i % 2 == 0 ? ref : 0);
                    hashes[i] = i % 3 == 0 ? 0 : mutator.identityHash(ref);
                    weak[i] = heap.newWeakRoot(ref);
                }
                startCollection(heap, mutator);
                for (int i = 0; i < count; i++) {
                    long ref = weak[i].get(mutator);
                    if (ref != 0) {
                        revived++;
                        assertEquals(i, mutator.tag(ref));
                        assertEquals(i % 2 == 0 ? ref : 0, mutator.getSlot(ref, 0));
                        if (i % 3 != 0) {
                            assertEquals(hashes[i], mutator.identityHash(ref), "object " + i);
                        }
                    }
                    weak[i].close();
                }
            }
            assertTrue(revived > count, "revived: " + revived);
            heap.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({"TRAP,0", "CHECKED,0", "TRAP,64"})
    void hashesAreWellMixed(Barrier barrier, int rawBytes) {
        int count = 60_000;
        int buckets = 1024;
        try (Heap heap = Heap.open("heap=64m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            Set<Integer> all = new HashSet<>();
            int[] low = new int[buckets];
            int[] high = new int[buckets];
            for (int i = 0; i < count; i++) {
                int hash = mutator.identityHash(mutator.allocate(0, 0, rawBytes));
                all.add(hash);
                low[hash & buckets - 1]++;
                high[hash >>> 22]++;
            }
            // By chance 0.42 pairs are equal.
            assertTrue(all.size() >= count - 8, "different hashes: " + all.size());
            assertMixed(low, count);
            assertMixed(high, count);
        }
    }

    /** Chi squared with 1,023 degrees of freedom: 1,023 on average, deviation 45. */
    private static void assertMixed(int[] buckets, int count) {
        double expected = (double) count / buckets.length;
        double sum = 0;
        for (int bucket : buckets) {
            sum += (bucket - expected) * (bucket - expected) / expected;
        }
        assertTrue(sum < 1023 + 6 * 45, "chi squared: " + sum);
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void objectsAtOneAddressAfterEachOtherHaveDifferentHashes(Barrier barrier) {
        try (Heap heap = Heap.open("heap=2m,page=4k,stress=1,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            Set<Integer> hashes = new HashSet<>();
            Set<Long> addresses = new HashSet<>();
            for (int i = 0; i < 300; i++) {
                long ref = mutator.allocate(0, 0, 8);
                addresses.add(ref);
                hashes.add(mutator.identityHash(ref));
            }
            assertTrue(addresses.size() < 10, "addresses: " + addresses.size());
            assertEquals(300, hashes.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void heapFullOfTheSmallestObjectsHoldsTheirHashes(Barrier barrier) {
        // Of 32,000 objects of 8 bytes each copy is twice as large, in a semispace of 512 KiB.
        int count = 32_000;
        try (Heap heap = Heap.open("heap=1m,page=4k,roots=64k,verify=after-gc,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            int[] hashes = new int[count];
            for (int i = 0; i < count; i++) {
                roots.push(mutator.allocate(0, 0, 0));
            }
            for (int i = 0; i < count; i++) {
                hashes[i] = mutator.identityHash(roots.get(i));
            }
            for (int round = 0; round < 4; round++) {
                heap.collect();
                for (int i = 0; i < count; i++) {
                    assertEquals(hashes[i], mutator.identityHash(roots.get(i)));
                }
            }
            assertThrows(HeapExhaustedException.class, () -> mutator.allocate(0, 0, 300_000));
            roots.truncate(0);
            mutator.allocate(0, 0, 300_000);
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void keptHashIsOutOfTheEmbeddersReach(Barrier barrier) {
        try (Heap heap = Heap.open("heap=2m,checks=on,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            mutator.roots().push(mutator.allocate(0, 0, 8));
            int hash = mutator.identityHash(mutator.roots().peek());
            heap.collect();
            long ref = mutator.roots().peek();
            assertEquals(hash, mutator.identityHash(ref));
            assertEquals(24, mutator.sizeBytes(ref));
            assertThrows(IndexOutOfBoundsException.class, () -> mutator.putLong(ref, 16, 0));
        }
    }
}

package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.memory.Memory;

/** Large objects without slots stay where they are, live as long as they are named, and give their room back. */
class LargeAreaTest {
    private static final long LARGE = 100_000;

    static List<String> heaps() {
        List<String> all = new ArrayList<>();
        for (Barrier barrier : Barrier.values()) {
            for (String rest : new String[] {"stress=1,verify=after-gc", "background=off", "encoding=nan-boxing"}) {
                all.add("page=4k,barrier=" + barrier.key() + "," + rest);
            }
        }
        for (String protection : new String[] {"guard", "userfaultfd"}) {
            all.add("page=4k,stress=1,verify=after-gc,protection=" + protection);
        }
        return all;
    }

    private static long made(Mutator mutator, long bytes, long seed) {
        long object = mutator.allocate(7, 0, bytes);
        assertEquals(0, mutator.getByte(object, 8 + bytes - 1));
        for (long i = 0; i + 8 <= bytes; i += 4096) {
            assertEquals(0, mutator.getLong(object, 8 + i), "what a new object holds");
            mutator.putLong(object, 8 + i, seed + i);
        }
        return object;
    }

    private static void check(Mutator mutator, long object, long bytes, long seed) {
        assertEquals(bytes, mutator.rawBytes(object));
        assertEquals(7, mutator.tag(object));
        for (long i = 0; i + 8 <= bytes; i += 4096) {
            assertEquals(seed + i, mutator.getLong(object, 8 + i));
        }
    }

    private static long place(Heap heap, long ref) {
        long base = heap.memory().base();
        long space = Memory.getLong(heap.memory().control() + ControlBlock.SPACE_BYTES);
        return (heap.options().encoding().address(ref) - base) % space;
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void objectStaysInMemoryThatItHasAloneAndIsNeverCopied(String options) {
        try (Heap heap = Heap.open("heap=8m," + options); Mutator mutator = heap.attach()) {
            ReferenceEncoding encoding = heap.options().encoding();
            RootStack roots = mutator.roots();
            for (int i = 0; i < 10; i++) {
                roots.push(encoding.value(made(mutator, LARGE, i)));
            }
            Set<Long> places = new HashSet<>();
            int[] hashes = new int[10];
            for (int i = 0; i < 10; i++) {
                assertTrue(heap.memory().isLarge(encoding.address(roots.get(i))));
                places.add(place(heap, roots.get(i)));
                hashes[i] = mutator.identityHash(encoding.address(roots.get(i)));
            }
            assertEquals(10, places.size());
            long copied = heap.statistics().bytesCopied();
            for (int round = 0; round < 5; round++) {
                long before = encoding.address(roots.peek());
                heap.collect();
                assertNotEquals(before, encoding.address(roots.peek()), "it is named by the other window");
                for (int i = 0; i < 10; i++) {
                    long ref = encoding.address(roots.get(i));
                    assertTrue(places.contains(place(heap, roots.get(i))));
                    check(mutator, ref, LARGE, i);
                    assertEquals(hashes[i], mutator.identityHash(ref));
                    assertEquals(LARGE + 8, mutator.sizeBytes(ref));
                }
            }
            assertEquals(copied, heap.statistics().bytesCopied());
            assertEquals(10 * 102_400, heap.statistics().largeBytes());
            assertEquals(10 * 102_400, heap.statistics().liveBytes());
            assertEquals(10, heap.verify().objects());
            assertEquals(10 * (LARGE + 8), heap.verify().bytes());
            HeapHistogram.TagRow tag = heap.histogram().tags().getFirst();
            assertEquals(10, tag.objects());
            roots.truncate(4);
            heap.collect();
            assertEquals(4 * 102_400, heap.statistics().largeBytes());
            roots.truncate(0);
            heap.collect();
            assertEquals(0, heap.statistics().largeBytes());
            assertEquals(0, heap.verify().objects());
        }
    }

    /** Objects that lie at one place one after the other have different hashes. */
    @ParameterizedTest
    @EnumSource(Barrier.class)
    void hashesFollowFromPlaceAndTime(Barrier barrier) {
        try (Heap heap = Heap.open("heap=8m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            Set<Integer> hashes = new HashSet<>();
            Set<Long> places = new HashSet<>();
            for (int i = 0; i < 50; i++) {
                long object = mutator.allocate(1, 0, LARGE);
                places.add(place(heap, object));
                hashes.add(mutator.identityHash(object));
                heap.collect();
            }
            assertTrue(hashes.size() >= 49, "hashes " + hashes.size());
            assertEquals(1, places.size(), "first fit, and the room was given back");
        }
    }

    /** Whichever way it is named, in the midst of a collection too, an object lives; and nothing but what names it is there to say so. */
    @ParameterizedTest
    @MethodSource("heaps")
    void randomHoldersKeepWhatTheyHold(String options) {
        long seed = Seeds.next();
        int steps = options.contains("stress=1") ? 120 : 4000;
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=16m," + options)) {
                RootArray shared = heap.newRootArray(400);
                shared.resize(400);
                MutatorThreads.run(2, index -> {
                    try (Mutator mutator = heap.attach()) {
                        new Holders(heap, mutator, shared, index * 200, seed + index).run(steps);
                    }
                });
                heap.collect();
                heap.verify();
                assertTrue(heap.statistics().collections() > 5, () -> heap.statistics().toString());
                shared.close();
                heap.collect();
                assertEquals(0, heap.statistics().largeBytes());
            }
            return null;
        });
    }

    /** Keeps large objects in deep roots, in a shared table and behind small objects, and knows what each should hold. */
    private static final class Holders {
        private static final int COUNT = 200;
        private static final long BUDGET = 2 << 20;

        private final Mutator mutator;
        private final ReferenceEncoding encoding;
        private final RootArray shared;
        private final int first;
        private final Random random;
        private final long[] seeds = new long[2 * COUNT];
        private final long[] bytes = new long[2 * COUNT];

        Holders(Heap heap, Mutator mutator, RootArray shared, int first, long seed) {
            this.mutator = mutator;
            this.encoding = heap.options().encoding();
            this.shared = shared;
            this.first = first;
            this.random = new Random(seed);
            for (int i = 0; i < COUNT; i++) {
                mutator.roots().push(0);
            }
        }

        void run(int steps) {
            for (int step = 0; step < steps; step++) {
                int at = random.nextInt(2 * COUNT);
                if (seeds[at] != 0) {
                    check(mutator, large(at), bytes[at], seeds[at]);
                }
                if (random.nextInt(3) == 0) {
                    drop(at);
                } else {
                    replace(at);
                }
                mutator.allocate(0, 2, 500);
                if (random.nextInt(250) == 0) {
                    mutator.heap().collect();
                }
            }
            for (int at = 0; at < 2 * COUNT; at++) {
                if (seeds[at] != 0) {
                    check(mutator, large(at), bytes[at], seeds[at]);
                }
            }
            mutator.roots().truncate(0);
        }

        /** The last of the small objects that lead to it, or itself. */
        private long large(int at) {
            long ref = encoding.address(at < COUNT ? mutator.roots().get(at) : shared.get(first + at - COUNT));
            while (mutator.slotCount(ref) != 0) {
                ref = encoding.address(mutator.getSlot(ref, 0));
            }
            return ref;
        }

        private void drop(int at) {
            if (at < COUNT) {
                mutator.roots().set(at, 0);
            } else {
                shared.set(first + at - COUNT, 0);
            }
            seeds[at] = 0;
            bytes[at] = 0;
        }

        private void replace(int at) {
            drop(at);
            long sum = 0;
            for (long each : bytes) {
                sum += each;
            }
            bytes[at] = 65_536 + random.nextInt(random.nextInt(8) == 0 ? 600_000 : 60_000);
            seeds[at] = random.nextLong() | 1;
            if (sum + bytes[at] > BUDGET) {
                drop(at);
                return;
            }
            mutator.roots().push(encoding.value(made(mutator, bytes[at], seeds[at])));
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                long holder = mutator.allocate(1, 1, 8);
                mutator.setSlot(holder, 0, mutator.roots().peek());
                mutator.roots().set(mutator.roots().depth() - 1, encoding.value(holder));
            }
            long value = mutator.roots().pop();
            if (at < COUNT) {
                mutator.roots().set(at, value);
            } else {
                shared.set(first + at - COUNT, value);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void largeObjectsCountOnceSoTheyMayTakeMoreThanHalfOfTheHeap(Barrier barrier) {
        try (Heap heap = Heap.open("heap=16m,page=4k,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(made(mutator, 10 << 20, 3));
            for (int i = 0; i < 200_000; i++) {
                mutator.allocate(0, 1, 100);
            }
            check(mutator, roots.peek(), 10 << 20, 3);
            HeapExhaustedException full = assertThrows(HeapExhaustedException.class, () -> mutator.allocate(0, 0, 7 << 20));
            assertTrue(full.getMessage().contains("large objects, 10489856 bytes"), full.getMessage());
            assertTrue(full.liveBytes() >= 10 << 20);
            roots.push(mutator.allocate(0, 0, 4 << 20));
            full = assertThrows(HeapExhaustedException.class, () -> fillWithSmall(mutator));
            assertTrue(full.getMessage().contains("half of what large objects"), full.getMessage());
            roots.truncate(1);
            fillABit(mutator, 2 << 20);
            check(mutator, roots.get(0), 10 << 20, 3);
            HeapExhaustedException never = assertThrows(HeapExhaustedException.class, () -> mutator.allocate(0, 0, 16 << 20));
            assertTrue(never.getMessage().contains("larger than the heap"), never.getMessage());
            roots.truncate(0);
            for (int i = 0; i < 5; i++) {
                made(mutator, 15 << 20, i);
            }
            heap.verify();
        }
    }

    private static void fillWithSmall(Mutator mutator) {
        while (true) {
            fillABit(mutator, 1000);
        }
    }

    private static void fillABit(Mutator mutator, long bytes) {
        for (long done = 0; done < bytes; done += 1016) {
            mutator.roots().push(mutator.allocate(1, 0, 1000));
        }
    }

    /** Objects of ever new sizes, of which every other is dropped each time, so that free runs lie between those in use. */
    @ParameterizedTest
    @EnumSource(Barrier.class)
    void aFragmentedAreaHasRoomForWhatTheBudgetAllows(Barrier barrier) {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            Random random = new Random(seed);
            try (Heap heap = Heap.open("heap=32m,page=4k,large=8k,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
                RootStack roots = mutator.roots();
                for (int size = 8 << 10; size <= 16 << 20; size *= 2) {
                    while (heap.statistics().largeBytes() + 2 * size < 28 << 20) {
                        roots.push(made(mutator, size + random.nextInt(size), roots.depth()));
                    }
                    for (int i = 0; i < roots.depth(); i++) {
                        if (roots.get(i) != 0) {
                            check(mutator, roots.get(i), mutator.rawBytes(roots.get(i)), i);
                            roots.set(i, i % 2 == size / (8 << 10) % 2 ? roots.get(i) : 0);
                        }
                    }
                    heap.collect();
                    heap.verify();
                    assertTrue(heap.statistics().residentBytes() < 48 << 20, () -> "memory of a heap of 32 MiB: " + heap.statistics());
                }
                roots.truncate(0);
                roots.push(made(mutator, 31 << 20, 5));
                heap.verify();
            }
            return null;
        });
    }

    /** What large objects held is given to small ones when these take over, and the other way round. */
    @ParameterizedTest
    @EnumSource(Barrier.class)
    void memoryFollowsWhoNeedsIt(Barrier barrier) {
        try (Heap heap = Heap.open("heap=32m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 20; i++) {
                    mutator.roots().push(made(mutator, 1 << 20, i));
                }
                mutator.roots().truncate(0);
                for (int i = 0; i < 1_500_000; i++) {
                    mutator.allocate(0, 1, 100);
                }
                heap.collect();
                heap.collect();
                assertTrue(heap.statistics().residentBytes() < 42 << 20, () -> "memory of a heap of 32 MiB: " + heap.statistics());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void referenceToAFreedObjectIsReported(Barrier barrier) {
        try (Heap heap = Heap.open("heap=8m,checks=on,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            mutator.roots().push(mutator.allocate(1, 0, LARGE));
            long ref = mutator.roots().peek();
            heap.collect();
            StaleReferenceException moved = assertThrows(StaleReferenceException.class, () -> mutator.getLong(ref, 8));
            assertEquals("from-space", moved.fault().space());
            long second = mutator.roots().pop();
            heap.collect();
            heap.collect();
            StaleReferenceException freed = assertThrows(StaleReferenceException.class, () -> mutator.getLong(second, 8));
            assertEquals("to-space, large objects", freed.fault().space());
            assertTrue(freed.getMessage().contains("its object has died"), freed.getMessage());
            assertThrows(IndexOutOfBoundsException.class, () -> {
                long good = mutator.allocate(1, 0, LARGE);
                mutator.getLong(good, LARGE + 1);
            });
            assertEquals(freed.fault(), heap.lastFault().orElseThrow());
        }
    }

    /** A root that names no large object is a failure in words, and does not make one. */
    @ParameterizedTest
    @EnumSource(Barrier.class)
    void madeUpReferenceIntoTheAreaIsAFailure(Barrier barrier) {
        for (long offset : new long[] {4096, 8, 1 << 20}) {
            try (Heap heap = Heap.open("heap=8m,page=4k,background=off,barrier=" + barrier.key())) {
                Mutator mutator = heap.attach();
                mutator.roots().push(mutator.allocate(1, 0, LARGE));
                mutator.roots().push(mutator.roots().peek() + offset);
                HeapFailureException e = assertThrows(HeapFailureException.class, heap::collect);
                assertTrue(e.getMessage().contains("0x"), e.getMessage());
                assertFalse(e.getMessage().isBlank());
            }
        }
    }
}

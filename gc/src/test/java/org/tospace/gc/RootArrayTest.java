package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.scan.RootChunks;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;

class RootArrayTest {
    private static final ObjectLayout NUMBER = ObjectLayout.of(1, 0, 8);

    private static long number(Mutator mutator, long value) {
        long object = mutator.allocate(NUMBER);
        mutator.putLong(object, NUMBER.rawOffset(), value);
        return object;
    }

    private static long valueOf(Mutator mutator, long ref) {
        return mutator.getLong(ref, NUMBER.rawOffset());
    }

    private static void flip(Heap heap, Mutator mutator) {
        assertTrue(heap.collector().flip(mutator.port(), mutator.port().agent(), heap.collector().collection()));
        mutator.refreshGuard();
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void slotsKeepAndFollowTheirObjects(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,background=off,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootArray array = heap.newRootArray(5_000);
            array.resize(2_000);
            for (int i = 0; i < 2_000; i++) {
                assertEquals(0, array.get(i));
                array.set(i, number(mutator, i));
            }
            flip(heap, mutator);
            assertEquals(32, RootChunks.left(heap.memory().control()));
            for (int i = 1_999; i >= 0; i -= 3) {
                assertEquals(i, valueOf(mutator, array.get(i)));
                array.set(i, 2L * i + 1);
            }
            heap.collector().complete(mutator.port(), mutator.port().agent());
            for (int i = 0; i < 2_000; i++) {
                assertEquals(i, (1_999 - i) % 3 == 0 ? array.get(i) >> 1 : valueOf(mutator, array.get(i)));
            }
            array.close();
            heap.collect();
            assertEquals(0, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void slotsThatWereGivenUpComeBackEmpty(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,background=off,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootArray array = heap.newRootArray(1_000);
            array.resize(1_000);
            for (int i = 0; i < 1_000; i++) {
                array.set(i, number(mutator, i));
            }
            flip(heap, mutator);
            array.resize(100);
            array.resize(700);
            heap.collect();
            for (int i = 0; i < 700; i++) {
                assertEquals(i < 100 ? i : 0, i < 100 ? valueOf(mutator, array.get(i)) : array.get(i));
            }
            assertThrows(IndexOutOfBoundsException.class, () -> array.get(700));
            assertThrows(IndexOutOfBoundsException.class, () -> array.set(-1, 0));
            assertThrows(IllegalArgumentException.class, () -> array.resize(1_001));
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void manyGlobalRootsStayPendingAndAreRead(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,background=off,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            GlobalRoot[] roots = new GlobalRoot[1_000];
            for (int i = 0; i < roots.length; i++) {
                roots[i] = heap.newGlobalRoot(number(mutator, i));
            }
            flip(heap, mutator);
            assertEquals(16, RootChunks.left(heap.memory().control()));
            roots[5].close();
            roots[5] = heap.newGlobalRoot(number(mutator, 5));
            for (int i = 0; i < roots.length; i++) {
                assertEquals(i, valueOf(mutator, roots[i].get()));
            }
            heap.collect();
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void threadThatIsNotAttachedReadsNoReference(Barrier barrier) throws InterruptedException {
        try (Heap heap = Heap.open("heap=4m,background=off,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootArray array = heap.newRootArray(1_000);
            array.resize(1_000);
            array.set(3, number(mutator, 3));
            array.set(4, 9);
            flip(heap, mutator);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread other = Thread.ofPlatform().start(() -> {
                try {
                    assertEquals(9, array.get(4));
                    array.get(3);
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
            other.join();
            assertTrue(thrown.get() instanceof IllegalStateException, () -> "" + thrown.get());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void closedArrayIsOfNoUse(Barrier barrier) {
        RootArray array;
        RootArray open;
        try (Heap heap = Heap.open("heap=1m,barrier=" + barrier.key())) {
            array = heap.newRootArray(10);
            open = heap.newRootArray(10);
            open.resize(1);
            array.close();
            array.close();
            assertThrows(IllegalStateException.class, () -> array.get(0));
            assertThrows(IllegalStateException.class, () -> array.resize(1));
            assertThrows(IllegalArgumentException.class, () -> heap.newRootArray(0));
        }
        assertThrows(IllegalStateException.class, () -> open.get(0));
        open.close();
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void mutatorsThatShareATableReadWhatWasStored(Barrier barrier) {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=6m,barrier=" + barrier.key())) {
                int size = 30_000;
                RootArray array = heap.newRootArray(size);
                array.resize(size);
                MutatorThreads.run(3, index -> {
                    try (Mutator mutator = heap.attach()) {
                        Random random = new Random(seed + index);
                        for (int i = 0; i < 100_000; i++) {
                            int slot = random.nextInt(size);
                            long value = array.get(slot);
                            if (value != 0 && (value & 1) == 0) {
                                assertEquals(slot, valueOf(mutator, value));
                            } else if (value != 0) {
                                assertEquals(slot, value >> 1);
                            }
                            switch (random.nextInt(6)) {
                                case 0 -> array.set(slot, 2L * slot + 1);
                                case 1, 2 -> array.set(slot, number(mutator, slot));
                                default -> mutator.allocate(1, 4, 200);
                            }
                        }
                    }
                });
                heap.verify();
                assertTrue(heap.statistics().collections() > 3, () -> "too few collections: " + heap.statistics());
            }
            return null;
        });
    }
}

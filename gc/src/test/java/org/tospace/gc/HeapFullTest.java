package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.testing.MutatorThreads;

/** A full heap says so with sizes, keeps what it has, and can be used again when something is dropped. */
class HeapFullTest {
    private static final long HEAP_BYTES = 2 << 20;

    private static HeapOptions options(Barrier barrier) {
        return HeapOptions.builder().heapBytes(HEAP_BYTES).pageBytes(4096).barrier(barrier).build();
    }

    @ParameterizedTest
    @CsvSource({"TRAP,16,1", "TRAP,9000,4", "TRAP,300000,1", "UPCALL,16,1", "UPCALL,3000,1", "UPCALL,9000,1", "UPCALL,300000,1", "UPCALL,16,4", "UPCALL,9000,4", "CHECKED,16,1",
        "CHECKED,3000,1", "CHECKED,9000,1", "CHECKED,300000,1", "CHECKED,16,4", "CHECKED,9000,4"})
    void fullHeapThrowsAndIsUsableAfterwards(Barrier barrier, int rawBytes, int mutators) {
        try (Heap heap = Heap.open(options(barrier))) {
            CyclicBarrier allFull = new CyclicBarrier(mutators);
            MutatorThreads.run(mutators, index -> {
                try (Mutator mutator = heap.attach()) {
                    for (int round = 0; round < 3; round++) {
                        fillAndCheck(heap, mutator, rawBytes);
                        try (Blocked _ = mutator.blocked()) {
                            allFull.await();
                        }
                        mutator.roots().truncate(0);
                        try (Blocked _ = mutator.blocked()) {
                            allFull.await();
                        }
                        // Room for all this mutator had before, now that nobody keeps anything.
                        for (int i = 0; i < 10; i++) {
                            mutator.roots().push(mutator.allocate(1, 1, rawBytes / 10));
                        }
                        mutator.roots().truncate(0);
                        try (Blocked _ = mutator.blocked()) {
                            allFull.await();
                        }
                    }
                }
            });
            assertEquals(0, heap.verify().objects());
        }
    }

    private static void fillAndCheck(Heap heap, Mutator mutator, int rawBytes) {
        RootStack roots = mutator.roots();
        roots.push(0);
        long count = 0;
        HeapExhaustedException full = null;
        while (full == null) {
            try {
                long object = mutator.allocate(1, 1, rawBytes);
                mutator.setSlot(object, 0, roots.peek());
                mutator.putLong(object, 16, count);
                roots.set(0, object);
                count++;
            } catch (HeapExhaustedException e) {
                full = e;
            }
            assertTrue(count < HEAP_BYTES / 16, "more objects than the heap has room for");
        }
        long size = 16 + (rawBytes + 7) / 8 * 8;
        assertEquals(size, full.requestedBytes());
        assertEquals(heap.options().spaceBytes(), full.spaceBytes());
        assertTrue(full.liveBytes() >= count * size, "in use " + full.liveBytes() + ", but this mutator keeps " + count * size);
        assertTrue(full.getMessage().contains(size + " bytes requested"), full.getMessage());
        requireList(mutator, roots.peek(), count);
        assertThrows(HeapExhaustedException.class, () -> mutator.allocate(1, 1, (int) heap.options().spaceBytes() - 64));
        requireList(mutator, roots.peek(), count);
    }

    private static void requireList(Mutator mutator, long list, long count) {
        long next = count;
        for (long node = list; node != 0; node = mutator.getSlot(node, 0)) {
            next--;
            assertEquals(next, mutator.getLong(node, 16), "a node's number");
        }
        assertEquals(0, next, "nodes are missing");
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void aThirdOfASemispaceCanBeLiveAndCollectedForever(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier)); Mutator mutator = heap.attach()) {
            long live = heap.options().spaceBytes() / 3;
            for (long bytes = 0; bytes < live; bytes += 64) {
                mutator.roots().push(mutator.allocate(1, 1, 48));
            }
            for (int i = 0; i < 200_000; i++) {
                mutator.roots().set(i % mutator.roots().depth(), mutator.allocate(1, 1, 48));
            }
            assertTrue(heap.statistics().collections() > 5);
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void requestLargerThanASemispaceIsRefusedWithoutACollection(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier)); Mutator mutator = heap.attach()) {
            HeapExhaustedException e = assertThrows(HeapExhaustedException.class, () -> mutator.allocate(0, 0, HEAP_BYTES));
            assertEquals(HEAP_BYTES + 8, e.requestedBytes());
            assertEquals(HEAP_BYTES / 2, e.spaceBytes());
            assertEquals(0, heap.statistics().collections());
            mutator.allocate(0, 0, 100);
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void objectOfAWholeSemispaceFits(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier)); Mutator mutator = heap.attach()) {
            for (int i = 0; i < 3; i++) {
                long object = mutator.allocate(0, 0, HEAP_BYTES / 2 - 8);
                mutator.putLong(object, HEAP_BYTES / 2 - 8, 42);
                assertEquals(42, mutator.getLong(object, HEAP_BYTES / 2 - 8));
            }
            heap.verify();
        }
    }
}

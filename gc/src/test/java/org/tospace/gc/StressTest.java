package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.testing.MutatorThreads;

/** Under {@code stress=N} every Nth allocation, and no other, starts a collection, which moves everything. */
class StressTest {
    @ParameterizedTest
    @CsvSource({"TRAP,1,1", "TRAP,1,4", "TRAP,7,4", "UPCALL,1,1", "UPCALL,2,1", "UPCALL,7,1", "UPCALL,1,4", "UPCALL,2,4", "UPCALL,7,4", "CHECKED,1,1", "CHECKED,2,1", "CHECKED,7,1",
        "CHECKED,1,4", "CHECKED,2,4", "CHECKED,7,4"})
    void everyNthAllocationStartsACollection(Barrier barrier, int stress, int mutators) {
        int allocations = 701;
        try (Heap heap = Heap.open("heap=8m,page=4k,verify=after-gc,stress=" + stress + ",barrier=" + barrier.key())) {
            MutatorThreads.run(mutators, index -> {
                try (Mutator mutator = heap.attach()) {
                    mutator.roots().push(0);
                    for (int i = 0; i < allocations; i++) {
                        // Of every kind: by layout and by sizes, small, large and very large.
                        long object = i % 3 == 0 ? mutator.allocate(ObjectLayout.of(1, 1, 8)) : mutator.allocate(1, 1, i % 50 == 0 ? 20_000 : i % 5 * 10);
                        mutator.setSlot(object, 0, i % 20 == 0 ? 0 : mutator.roots().peek());
                        mutator.roots().set(0, object);
                    }
                }
            });
            assertEquals((long) mutators * allocations / stress, heap.statistics().collections());
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void eachCollectionMovesEveryObject(Barrier barrier) {
        int count = 20;
        try (Heap heap = Heap.open("heap=4m,page=4k,stress=1,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            for (int i = 0; i < count; i++) {
                roots.push(mutator.allocate(1, i % 3, i * 500));
            }
            for (int round = 0; round < 50; round++) {
                long[] before = new long[count];
                for (int i = 0; i < count; i++) {
                    before[i] = roots.get(i);
                }
                mutator.allocate(0, 0, 0);
                for (int i = 0; i < count; i++) {
                    assertNotEquals(before[i], roots.get(i), "object " + i);
                    assertEquals(i * 500, mutator.rawBytes(roots.get(i)));
                }
            }
            heap.verify();
        }
    }
}

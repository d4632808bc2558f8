package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GlobalRootTest {
    @ParameterizedTest
    @EnumSource(Barrier.class)
    void globalRootsKeepAndFollowTheirObjects(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            List<GlobalRoot> all = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                long object = mutator.allocate(1, 0, 8);
                mutator.putLong(object, 8, i);
                all.add(heap.newGlobalRoot(object));
            }
            heap.collect();
            heap.collect();
            for (int i = 0; i < 3000; i++) {
                assertEquals(i, mutator.getLong(all.get(i).get(), 8));
            }
            for (int i = 0; i < 3000; i += 2) {
                all.get(i).close();
            }
            heap.collect();
            assertEquals(1500, heap.verify().objects());
            all.get(1).set(all.get(3).get());
            heap.collect();
            assertEquals(3, mutator.getLong(all.get(1).get(), 8));
            assertEquals(1499, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void globalRootOutlivesTheMutatorThatMadeIt(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,barrier=" + barrier.key())) {
            GlobalRoot root;
            try (Mutator mutator = heap.attach()) {
                long object = mutator.allocate(1, 0, 8);
                mutator.putLong(object, 8, 42);
                root = heap.newGlobalRoot(object);
            }
            heap.collect();
            try (Mutator mutator = heap.attach()) {
                assertEquals(42, mutator.getLong(root.get(), 8));
            }
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void closedRootIsOfNoUse(Barrier barrier) {
        try (Heap heap = Heap.open("heap=1m,barrier=" + barrier.key())) {
            GlobalRoot root = heap.newGlobalRoot(5);
            root.close();
            root.close();
            assertThrows(IllegalStateException.class, root::get);
            assertThrows(IllegalStateException.class, () -> root.set(1));
            GlobalRoot next = heap.newGlobalRoot(7);
            assertEquals(7, next.get());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void rootOfAClosedHeapIsOfNoUse(Barrier barrier) {
        GlobalRoot root;
        try (Heap heap = Heap.open("heap=1m,barrier=" + barrier.key())) {
            root = heap.newGlobalRoot(5);
        }
        assertThrows(IllegalStateException.class, root::get);
        assertThrows(IllegalStateException.class, () -> root.set(1));
        root.close();
    }
}

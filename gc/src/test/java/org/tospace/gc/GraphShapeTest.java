package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Graphs that are long, deep or wide are collected without recursion. */
class GraphShapeTest {
    private static final ObjectLayout NODE = ObjectLayout.of(1, 1, 8);
    private static final ObjectLayout PAIR = ObjectLayout.of(2, 2, 8);

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void listOfTenMillionNodesIsKept(Barrier barrier) {
        int nodes = 10_000_000;
        try (Heap heap = Heap.open("heap=800m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(0);
            for (int i = 0; i < nodes; i++) {
                long node = mutator.allocate(NODE);
                mutator.putLong(node, 16, i);
                mutator.setSlot(node, 0, roots.peek());
                roots.set(0, node);
            }
            roots.push(roots.peek());
            long collectionsBefore = heap.statistics().collections();
            int next = nodes - 1;
            while (roots.get(1) != 0) {
                for (int i = 0; i < 1000 && roots.get(1) != 0; i++) {
                    long node = roots.get(1);
                    if (mutator.getLong(node, 16) != next) {
                        assertEquals(next, mutator.getLong(node, 16), "a node's number");
                    }
                    next--;
                    roots.set(1, mutator.getSlot(node, 0));
                }
                // Garbage, so that collections begin during the walk.
                mutator.allocate(0, 0, 32_000);
            }
            assertEquals(-1, next);
            assertTrue(heap.statistics().collections() > collectionsBefore, "no collection began during the walk");
            assertEquals(nodes, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void combOfAMillionPairsIsKept(Barrier barrier) {
        int depth = 1_000_000;
        try (Heap heap = Heap.open("heap=160m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(mutator.allocate(PAIR));
            roots.push(roots.peek());
            for (int i = 1; i < depth; i++) {
                roots.push(mutator.allocate(NODE));
                long pair = mutator.allocate(PAIR);
                mutator.putLong(pair, 24, i);
                mutator.setSlot(roots.get(1), 0, roots.pop());
                mutator.setSlot(roots.get(1), 1, pair);
                roots.set(1, pair);
            }
            for (int round = 0; round < 2; round++) {
                heap.collect();
                long pair = roots.get(0);
                for (int i = 0; i < depth; i++) {
                    if (mutator.getLong(pair, 24) != i) {
                        assertEquals(i, mutator.getLong(pair, 24));
                    }
                    pair = mutator.getSlot(pair, 1);
                }
                assertEquals(0, pair);
            }
            assertEquals(2 * depth - 1, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void objectWithAQuarterMillionChildrenWithChildrenIsKept(Barrier barrier) {
        int width = 250_000;
        try (Heap heap = Heap.open("heap=64m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(mutator.allocate(3, width, 0));
            for (int i = 0; i < width; i++) {
                roots.push(mutator.allocate(NODE));
                long leaf = mutator.allocate(0, 0, 8);
                mutator.putLong(leaf, 8, i);
                mutator.setSlot(roots.peek(), 0, leaf);
                long child = roots.pop();
                mutator.setSlot(roots.peek(), i, child);
            }
            heap.collect();
            for (int i = 0; i < width; i++) {
                assertEquals(i, mutator.getLong(mutator.getSlot(mutator.getSlot(roots.peek(), i), 0), 8));
            }
            assertEquals(2 * width + 1, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void flipWithoutRootsKeepsNothing(Barrier barrier) {
        try (Heap heap = Heap.open("heap=4m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            for (int i = 0; i < 10_000; i++) {
                mutator.allocate(PAIR);
            }
            heap.collect();
            assertEquals(0, heap.statistics().liveBytes());
            assertEquals(0, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void flipWithAHundredThousandRootsForwardsEach(Barrier barrier) {
        int count = 100_000;
        try (Heap heap = Heap.open("heap=32m,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            for (int i = 0; i < count; i++) {
                // Every third root is no reference, every seventh names what the one before names.
                if (i % 3 == 2) {
                    roots.push(2L * i + 1);
                } else if (i % 7 == 6) {
                    roots.push(roots.get(i - 1));
                } else {
                    long node = mutator.allocate(PAIR);
                    mutator.putLong(node, 24, i);
                    roots.push(node);
                }
            }
            for (int round = 0; round < 3; round++) {
                heap.collect();
                for (int i = 0; i < count; i++) {
                    if (i % 3 == 2) {
                        assertEquals(2L * i + 1, roots.get(i));
                    } else if (i % 7 == 6) {
                        assertEquals(roots.get(i - 1), roots.get(i));
                    } else {
                        assertEquals(i, mutator.getLong(roots.get(i), 24));
                    }
                }
            }
            heap.verify();
        }
    }
}

package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without a background thread a heap is still collected in small parts, paid for by allocation, and nobody stalls. */
class IncrementalWithoutBackgroundTest {
    private static final ObjectLayout NODE = ObjectLayout.of(1, 2, 8);
    private static final long MOST_PAGES_AT_A_TIME = 64;

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void allocationPaysInSmallPartsAndNeverStalls(Barrier barrier) {
        try (Heap heap = Heap.open("heap=64m,page=4k,background=off,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            List<CollectorEvent> events = new CopyOnWriteArrayList<>();
            RootStack roots = mutator.roots();
            // A quarter of a semispace is live: lists of nodes, of which one at a time is made anew.
            for (int i = 0; i < 100; i++) {
                roots.push(list(mutator));
            }
            heap.collect();
            heap.addListener(events::add);
            HeapStatistics before = heap.statistics();
            for (int i = 0; i < 3_000; i++) {
                long list = list(mutator);
                roots.set(i % 100, list);
            }
            HeapStatistics after = heap.statistics();
            assertTrue(after.collections() - before.collections() > 3, after::toString);
            assertTrue(after.pagesByAssist() > before.pagesByAssist(), after::toString);
            assertEquals(0, after.pagesByCollector());
            List<CollectorEvent> stalls = events.stream().filter(event -> event instanceof CollectorEvent.Stall).toList();
            assertEquals(List.of(), stalls);
            assertEquals(before.stalls(), after.stalls());
            long largest = events.stream().mapToLong(event -> event instanceof CollectorEvent.Assist assist ? assist.pages() : 0).max().orElseThrow();
            assertTrue(largest > 0 && largest <= MOST_PAGES_AT_A_TIME, "pages of the largest assist: " + largest);
            for (int i = 0; i < 100; i++) {
                int nodes = 0;
                for (long node = roots.get(i); node != 0; node = mutator.getSlot(node, 0)) {
                    nodes++;
                }
                assertEquals(2_500, nodes);
            }
            heap.verify();
        }
    }

    private static long list(Mutator mutator) {
        RootStack roots = mutator.roots();
        roots.push(0);
        for (int i = 0; i < 2_500; i++) {
            long node = mutator.allocate(NODE);
            mutator.setSlot(node, 0, roots.peek());
            roots.set(roots.depth() - 1, node);
        }
        return roots.pop();
    }
}

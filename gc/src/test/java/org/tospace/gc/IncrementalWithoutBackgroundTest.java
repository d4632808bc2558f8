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
    private static final long MOST_PAGES_AT_A_TIME = 40;
    private static final long LARGE_BYTES = 4 << 20;

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

    /** (paid-by-share), (overdraft) */
    @ParameterizedTest
    @EnumSource(Barrier.class)
    void whoseLiveDataGrowAtOnceDoesNotStall(Barrier barrier) {
        try (Heap heap = Heap.open("heap=64m,page=4k,background=off,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            List<CollectorEvent> events = new CopyOnWriteArrayList<>();
            RootStack roots = mutator.roots();
            fill(mutator, 80);
            heap.collect();
            heap.addListener(events::add);
            for (int round = 0; round < 6; round++) {
                // Half as much again, all of it new, then dropped; and a sixteenth of the heap in one piece, once in each.
                fill(mutator, 40);
                roots.push(mutator.allocate(3, 0, LARGE_BYTES));
                for (int i = 0; i < 600; i++) {
                    long list = list(mutator);
                    roots.set(i % 80, list);
                }
                roots.truncate(80);
                for (int i = 0; i < 300; i++) {
                    list(mutator);
                }
            }
            assertEquals(0, heap.statistics().stalls(), () -> events.stream().filter(event -> event instanceof CollectorEvent.Stall).toList().toString());
            long largest = events.stream().mapToLong(event -> event instanceof CollectorEvent.Assist assist ? assist.pages() : 0).max().orElseThrow();
            assertTrue(largest > 0 && largest <= MOST_PAGES_AT_A_TIME, "pages of the largest assist: " + largest);
            long used = events.stream().mapToLong(event -> event instanceof CollectorEvent.CollectionStarted started ? started.usedBytes() : 0).max().orElseThrow();
            long space = heap.options().spaceBytes();
            // Large objects count whole here, and half in the budget; up to two of them are in use.
            assertTrue(used <= space + space / 8 + LARGE_BYTES, "in use at a flip: " + used + ", a semispace: " + space);
            heap.verify();
        }
    }

    private static void fill(Mutator mutator, int lists) {
        for (int i = 0; i < lists; i++) {
            long list = list(mutator);
            mutator.roots().push(list);
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

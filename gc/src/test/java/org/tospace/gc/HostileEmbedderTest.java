package org.tospace.gc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.testing.MutatorThreads;

/** What an embedder may do at the worst moment neither hangs a heap nor breaks it. */
@Timeout(value = 120, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileEmbedderTest {
    private static final ObjectLayout CELL = ObjectLayout.of(1, 2, 0);

    private static Heap open(Barrier barrier, String more) {
        return Heap.open("heap=4m,page=4k,barrier=" + barrier.key() + more);
    }

    private static void allocate(Heap heap, int objects) {
        try (Mutator mutator = heap.attach()) {
            for (int i = 0; i < objects; i++) {
                mutator.allocate(CELL);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptedMutatorStopsTheOthersAndStaysInterrupted(Barrier barrier) {
        try (Heap heap = open(barrier, "")) {
            MutatorThreads.run(3, index -> {
                if (index == 0) {
                    Thread.currentThread().interrupt();
                }
                allocate(heap, 500_000);
                assertEquals(index == 0, Thread.interrupted());
            });
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource
    void stackOverflowLeavesNothingHalfDone(Barrier barrier) {
        try (Heap heap = open(barrier, ",stress=50"); Mutator mutator = heap.attach()) {
            for (int i = 0; i < 5; i++) {
                int depth = mutator.roots().depth();
                try {
                    recurse(mutator);
                } catch (StackOverflowError e) {
                    assertTrue(mutator.roots().depth() > depth + 10, "the recursion was not deep");
                }
                heap.verify();
                mutator.roots().truncate(0);
            }
        }
    }

    private static void recurse(Mutator mutator) {
        mutator.roots().push(mutator.allocate(CELL));
        recurse(mutator);
    }

    @ParameterizedTest
    @EnumSource
    void closingWaitsForThreadsInsideAMethod(Barrier barrier) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            Heap heap = open(barrier, "");
            Thread visitor = Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        heap.collect();
                        heap.statistics();
                    }
                } catch (IllegalStateException e) {
                    assertEquals("the heap is closed", e.getMessage());
                }
            });
            allocate(heap, 1_000);
            heap.close();
            visitor.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void listenerThatAsksForACollectionIsRefused(Barrier barrier) {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        try (Heap heap = open(barrier, "")) {
            heap.addListener(event -> {
                try {
                    heap.collect();
                } catch (IllegalStateException e) {
                    refused.set(e);
                }
            });
            heap.collect();
        }
        assertInstanceOf(IllegalStateException.class, refused.get());
    }

    @ParameterizedTest
    @EnumSource
    void threadsOfTwoHeapsDoNotStopEachOtherForGood(Barrier barrier) {
        try (Heap first = open(barrier, ",stress=20"); Heap second = open(barrier, ",stress=20")) {
            MutatorThreads.run(2, index -> {
                try (Mutator one = first.attach(); Mutator other = second.attach()) {
                    for (int i = 0; i < 10_000; i++) {
                        one.allocate(CELL);
                        other.allocate(CELL);
                    }
                }
            });
            first.verify();
            second.verify();
        }
    }
}

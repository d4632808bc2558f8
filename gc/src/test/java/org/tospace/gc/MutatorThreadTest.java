package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.testing.MutatorThreads;

/** Which thread may do what, and what becomes of those that misbehave. */
class MutatorThreadTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static String options(Barrier barrier) {
        return "heap=1m,page=4k,barrier=" + barrier.key();
    }

    /** Fails when it does not end, which is how a flip that hangs shows. */
    private static void soon(Runnable action) {
        assertTimeoutPreemptively(LIMIT, action::run);
    }

    @Test
    void attachingWithLittleStackLeavesTheHeapAsItWas() {
        try (Heap heap = Heap.open("heap=1m")) {
            // A class whose first use is at the end of the stack would be of no use ever after.
            heap.attach().close();
            for (int i = 0; i < 3; i++) {
                assertThrows(StackOverflowError.class, () -> attachAtTheEndOfTheStack(heap, new Mutator[1]));
                heap.attach().close();
            }
        }
    }

    /** Tries at ever greater depths, and once more at each on the way back. Where only attaching had room, the next frame up detaches. */
    private static void attachAtTheEndOfTheStack(Heap heap, Mutator[] attached) {
        try {
            attachAtTheEndOfTheStack(heap, attached);
        } finally {
            if (attached[0] == null) {
                attached[0] = heap.attach();
            }
            attached[0].close();
            attached[0] = null;
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void blockedMutatorDoesNotHoldUpFlips(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier))) {
            CountDownLatch blocked = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Thread sleeper = Thread.ofPlatform().start(() -> {
                try (Mutator mutator = heap.attach()) {
                    long object = mutator.allocate(1, 0, 8);
                    mutator.putLong(object, 8, 42);
                    mutator.roots().push(object);
                    try (Blocked _ = mutator.blocked()) {
                        blocked.countDown();
                        release.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    assertEquals(42, mutator.getLong(mutator.roots().peek(), 8));
                }
            });
            soon(() -> {
                try {
                    blocked.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                heap.collect();
                heap.collect();
                assertEquals(1, heap.verify().objects());
            });
            release.countDown();
            soon(() -> join(sleeper));
            assertEquals(2, heap.statistics().collections());
            heap.verify();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void mutatorThatPollsDoesNotHoldUpFlips(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier))) {
            CountDownLatch attached = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            Thread poller = Thread.ofPlatform().start(() -> {
                try (Mutator mutator = heap.attach()) {
                    mutator.roots().push(mutator.allocate(1, 0, 8));
                    attached.countDown();
                    while (end.getCount() != 0) {
                        mutator.poll();
                        mutator.putLong(mutator.roots().peek(), 8, 1);
                    }
                }
            });
            soon(() -> {
                try {
                    attached.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                for (int i = 0; i < 100; i++) {
                    heap.collect();
                }
            });
            end.countDown();
            soon(() -> join(poller));
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void threadThatDiesWithoutDetachingDoesNotHangAFlip(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier))) {
            for (int i = 0; i < 20; i++) {
                join(Thread.ofPlatform().start(() -> heap.attach().allocate(1, 0, 8)));
            }
            soon(heap::collect);
            assertEquals(0, heap.verify().roots());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void threadThatDiesDuringACollectionDoesNotHangItsEnd(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier)); Mutator mutator = heap.attach()) {
            for (int i = 0; i < 100; i++) {
                mutator.roots().push(mutator.allocate(1, 0, 2000));
            }
            for (int i = 0; i < 50; i++) {
                Thread dying = Thread.ofPlatform().start(() -> heap.attach().allocate(1, 0, 100));
                try (Blocked _ = mutator.blocked()) {
                    join(dying);
                }
                soon2(heap);
            }
            assertEquals(100, heap.verify().objects());
        }
    }

    /** As {@link #soon}, on this thread, which is attached: a watch on another thread would not be. */
    private static void soon2(Heap heap) {
        long start = System.nanoTime();
        heap.collect();
        assertTrue(System.nanoTime() - start < LIMIT.toNanos(), "the collection took too long");
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void heapClosesAfterThreadsThatDiedWithoutDetaching(Barrier barrier) {
        Heap heap = Heap.open(options(barrier));
        join(Thread.ofPlatform().start(() -> heap.attach().allocate(1, 0, 8)));
        join(Thread.ofPlatform().start(() -> heap.attach().blocked()));
        soon(heap::close);
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void threadThatDiedWhileBlockedKeepsNothingAlive(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier))) {
            join(Thread.ofPlatform().start(() -> {
                Mutator mutator = heap.attach();
                mutator.roots().push(mutator.allocate(1, 0, 8));
                mutator.blocked();
            }));
            soon(heap::collect);
            assertEquals(0, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void mutatorRefusesOtherThreads(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier)); Mutator mutator = heap.attach()) {
            MutatorThreads.run(1, _ -> {
                IllegalStateException e = assertThrows(IllegalStateException.class, () -> mutator.allocate(0, 0, 8));
                assertTrue(e.getMessage().contains("belongs to thread"), e.getMessage());
                assertThrows(IllegalStateException.class, mutator::close);
                assertThrows(IllegalStateException.class, mutator::blocked);
            });
            mutator.allocate(0, 0, 8);
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void threadAttachesOnceAtATime(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier))) {
            Mutator mutator = heap.attach();
            IllegalStateException e = assertThrows(IllegalStateException.class, heap::attach);
            assertTrue(e.getMessage().contains("attached already"), e.getMessage());
            mutator.close();
            heap.attach().close();
            heap.verify();
        }
    }

    @Test
    void virtualThreadIsRefused() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Heap heap = Heap.open("heap=1m")) {
            Thread.ofVirtual().start(() -> {
                try {
                    heap.attach();
                } catch (IllegalStateException e) {
                    thrown.set(e);
                }
            }).join();
        }
        assertTrue(thrown.get() != null && thrown.get().getMessage().contains("virtual thread"), () -> "thrown: " + thrown.get());
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void mutatorThatIsBlockedOrClosedRefusesUse(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier))) {
            Mutator mutator = heap.attach();
            try (Blocked _ = mutator.blocked()) {
                assertTrue(assertThrows(IllegalStateException.class, () -> mutator.allocate(0, 0, 8)).getMessage().contains("is blocked"));
                assertThrows(IllegalStateException.class, mutator::close);
                assertThrows(IllegalStateException.class, heap::collect);
            }
            mutator.close();
            mutator.close();
            assertTrue(assertThrows(IllegalStateException.class, () -> mutator.allocate(0, 0, 8)).getMessage().contains("closed"));
            assertThrows(IllegalStateException.class, mutator::blocked);
            assertThrows(RuntimeException.class, () -> mutator.roots().push(1));
            assertThrows(RuntimeException.class, () -> mutator.roots().pop());
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void heapRefusesToCloseWhileOthersAreAttached(Barrier barrier) throws InterruptedException {
        Heap heap = Heap.open(options(barrier));
        CountDownLatch attached = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread other = Thread.ofPlatform().start(() -> {
            try (Mutator mutator = heap.attach()) {
                attached.countDown();
                try (Blocked _ = mutator.blocked()) {
                    end.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
        attached.await();
        assertTrue(assertThrows(IllegalStateException.class, heap::close).getMessage().contains("attached"));
        heap.collect();
        heap.verify();
        end.countDown();
        other.join();
        heap.close();
        heap.close();
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void closingIsASafepointForWhoeverIsStoppingTheMutators(Barrier barrier) {
        soon(() -> {
            Heap heap = Heap.open(options(barrier));
            heap.attach();
            Thread collecting = Thread.ofPlatform().start(heap::collect);
            while (!heap.rendezvous().isRequested()) {
                Thread.onSpinWait();
            }
            heap.close();
            join(collecting);
        });
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void heapRefusesToCloseInABlockedRegionAndClosesAfterIt(Barrier barrier) {
        Heap heap = Heap.open(options(barrier));
        Mutator mutator = heap.attach();
        Blocked blocked = mutator.blocked();
        assertThrows(IllegalStateException.class, heap::close);
        blocked.close();
        heap.collect();
        heap.verify();
        heap.close();
        assertThrows(IllegalStateException.class, heap::statistics);
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void closedHeapRefusesUse(Barrier barrier) {
        Heap heap = Heap.open(options(barrier));
        Mutator mutator = heap.attach();
        heap.close();
        for (Runnable use : new Runnable[] {heap::attach, heap::collect, heap::verify, heap::statistics, () -> heap.newGlobalRoot(0)}) {
            assertTrue(assertThrows(IllegalStateException.class, use::run).getMessage().contains("closed"));
        }
        assertThrows(IllegalStateException.class, () -> mutator.allocate(0, 0, 8));
        assertTrue(heap.lastFault().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void threadsComeAndGoWhileCollectionsRun(Barrier barrier) {
        try (Heap heap = Heap.open(options(barrier))) {
            MutatorThreads.run(4, index -> {
                for (int i = 0; i < 300; i++) {
                    try (Mutator mutator = heap.attach()) {
                        mutator.roots().push(mutator.allocate(1, 1, 800));
                        mutator.setSlot(mutator.roots().peek(), 0, mutator.roots().peek());
                        for (int j = 0; j < 20; j++) {
                            mutator.allocate(0, 0, 500);
                        }
                        long ref = mutator.roots().peek();
                        assertEquals(ref, mutator.getSlot(ref, 0));
                        if (i % 50 == index) {
                            heap.collect();
                        }
                    }
                }
            });
            assertTrue(heap.statistics().collections() > 10);
            assertEquals(0, heap.verify().roots());
        }
    }
}

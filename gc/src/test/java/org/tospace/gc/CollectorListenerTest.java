package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.gc.testing.GraphRun;
import org.tospace.gc.testing.Seeds;

/** Events come in the documented order, agree with the statistics, and a listener that fails does no harm. */
class CollectorListenerTest {
    /** Events of a run, and the statistics after it. */
    private record Run(List<CollectorEvent> events, HeapStatistics statistics) {
        <E extends CollectorEvent> List<E> of(Class<E> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        <E extends CollectorEvent> long sum(Class<E> type, ToLongFunction<E> figure) {
            return of(type).stream().mapToLong(figure).sum();
        }
    }

    private static Run run(String options, int mutators, int steps) {
        long seed = Seeds.next();
        return Seeds.run(seed, () -> {
            try (Heap heap = Heap.open(options)) {
                List<CollectorEvent> events = Collections.synchronizedList(new ArrayList<>());
                heap.addListener(events::add);
                GraphRun.run(heap, mutators, seed, steps);
                heap.verify();
                // One more, so that what was recorded late is handed over.
                heap.collect();
                HeapStatistics statistics = heap.statistics();
                assertTrue(statistics.collections() > 5, "too few collections to mean anything");
                return new Run(List.copyOf(events), statistics);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"'heap=4m,page=4k,barrier=trap',4", "'heap=4m,page=4k,barrier=upcall',4", "'heap=4m,page=4k,barrier=upcall,background=off',4",
        "'heap=4m,page=4k,background=off',1", "'heap=4m,page=4k,barrier=checked',4",
        "'heap=4m,page=4k,stress=3',4", "'heap=4m,page=4k,stress=3,background=off,barrier=checked',4"})
    void eventsOfACollectionComeInOrder(String options, int mutators) {
        Run run = run(options, mutators, options.contains("stress") ? 300 : 80_000 / mutators);
        List<String> order = new ArrayList<>();
        long flipped = 0;
        for (CollectorEvent event : run.events()) {
            switch (event) {
                case CollectorEvent.CollectionStarted started -> order.add("started " + started.collection());
                case CollectorEvent.Flip flip -> {
                    order.add("flip " + flip.collection());
                    assertTrue(flip.timeToStopNanos() >= 0 && flip.timeToStopNanos() <= flip.durationNanos(), flip::toString);
                    flipped = flip.collection();
                }
                case CollectorEvent.CollectionFinished ended -> order.add("finished " + ended.collection());
                default -> assertTrue(event.collection() > 0 && event.collection() <= flipped, "before its flip: " + event);
            }
        }
        List<String> expected = new ArrayList<>();
        for (long i = 1; i <= run.statistics().collections(); i++) {
            expected.addAll(List.of("started " + i, "flip " + i, "finished " + i));
        }
        assertEquals(expected, order);
    }

    @ParameterizedTest
    @CsvSource({"'heap=4m,page=4k,barrier=trap',4", "'heap=4m,page=4k,barrier=upcall',4", "'heap=4m,page=4k,background=off',1",
        "'heap=4m,page=4k,barrier=checked',4", "'heap=4m,page=4k,stress=3',4"})
    void sumsOfEventsAgreeWithStatistics(String options, int mutators) {
        Run run = run(options, mutators, options.contains("stress") ? 300 : 80_000 / mutators);
        HeapStatistics statistics = run.statistics();
        assertEquals(statistics.collections(), run.of(CollectorEvent.CollectionStarted.class).size());
        assertEquals(statistics.collections(), run.of(CollectorEvent.CollectionFinished.class).size());
        assertEquals(statistics.flipNanos(), run.sum(CollectorEvent.Flip.class, CollectorEvent.Flip::durationNanos));
        assertEquals(statistics.timeToStopNanos(), run.sum(CollectorEvent.Flip.class, CollectorEvent.Flip::timeToStopNanos));
        assertEquals(statistics.assists(), run.of(CollectorEvent.Assist.class).size());
        assertEquals(statistics.assistNanos(), run.sum(CollectorEvent.Assist.class, CollectorEvent.Assist::durationNanos));
        assertEquals(statistics.stalls(), run.of(CollectorEvent.Stall.class).size());
        assertEquals(statistics.stallNanos(), run.sum(CollectorEvent.Stall.class, CollectorEvent.Stall::durationNanos));
        assertEquals(statistics.traps(), run.of(CollectorEvent.Trap.class).size() + run.sum(CollectorEvent.TrapsLost.class, CollectorEvent.TrapsLost::count));
        if (run.of(CollectorEvent.TrapsLost.class).isEmpty()) {
            // Ticks of a clock are turned into nanoseconds one by one there, in all here.
            long rounding = statistics.traps() + 1;
            assertEquals(statistics.trapWaitNanos(), (double) run.sum(CollectorEvent.Trap.class, CollectorEvent.Trap::waitNanos), rounding);
            assertEquals(statistics.trapWaitNanos() + statistics.trapScanNanos(),
                    (double) run.sum(CollectorEvent.Trap.class, CollectorEvent.Trap::durationNanos), rounding);
        }
        assertEquals(statistics.pagesByTrap(), run.sum(CollectorEvent.CollectionFinished.class, CollectorEvent.CollectionFinished::pagesByTrap));
        assertEquals(statistics.pagesByCollector(), run.sum(CollectorEvent.CollectionFinished.class, CollectorEvent.CollectionFinished::pagesByCollector));
        assertEquals(statistics.pagesByAssist(), run.sum(CollectorEvent.CollectionFinished.class, CollectorEvent.CollectionFinished::pagesByAssist));
        assertEquals(statistics.objectsCopied(), run.sum(CollectorEvent.CollectionFinished.class, CollectorEvent.CollectionFinished::objectsCopied));
        assertEquals(statistics.bytesCopied(), run.sum(CollectorEvent.CollectionFinished.class, CollectorEvent.CollectionFinished::bytesCopied));
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void withoutRecordsTrapsAreCountedAndNotTold(Barrier barrier) {
        Run run = run("heap=4m,page=4k,records=off,barrier=" + barrier.key(), 1, 80_000);
        assertEquals(barrier == Barrier.CHECKED, run.statistics().traps() == 0);
        assertEquals(List.of(), run.of(CollectorEvent.Trap.class));
        assertEquals(List.of(), run.of(CollectorEvent.TrapsLost.class));
        assertEquals(run.statistics().collections(), run.of(CollectorEvent.Flip.class).size());
    }

    /** What a listener may throw. */
    enum Thrown {
        EXCEPTION, ERROR
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void listenerThatThrowsIsRemovedAndDoesNoHarm(Thrown thrown) {
        try (Heap heap = Heap.open("heap=2m,page=4k,background=off"); Mutator mutator = heap.attach()) {
            AtomicInteger calls = new AtomicInteger();
            List<CollectorEvent> others = new ArrayList<>();
            List<Throwable> uncaught = new ArrayList<>();
            Thread.currentThread().setUncaughtExceptionHandler((_, e) -> uncaught.add(e));
            heap.addListener(_ -> {
                calls.incrementAndGet();
                if (thrown == Thrown.ERROR) {
                    throw new AssertionError("on purpose");
                }
                throw new IllegalStateException("on purpose");
            });
            heap.addListener(others::add);
            mutator.roots().push(mutator.allocate(1, 1, 1));
            heap.collect();
            heap.collect();
            Thread.currentThread().setUncaughtExceptionHandler(null);
            assertEquals(1, calls.get());
            assertEquals(List.of("on purpose"), uncaught.stream().map(Throwable::getMessage).toList());
            assertTrue(others.size() >= 6, others::toString);
            assertEquals(1, heap.verify().objects());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void listenerThatWasRemovedIsNotTold(Barrier barrier) {
        try (Heap heap = Heap.open("heap=2m,barrier=" + barrier.key())) {
            List<CollectorEvent> events = Collections.synchronizedList(new ArrayList<>());
            CollectorListener listener = events::add;
            heap.addListener(listener);
            heap.collect();
            int before = events.size();
            assertTrue(before >= 3);
            heap.removeListener(listener);
            heap.collect();
            assertEquals(before, events.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void collectionsGoOnWhileAListenerIsSlow(Barrier barrier) {
        CountDownLatch mayReturn = new CountDownLatch(1);
        List<Long> ends = Collections.synchronizedList(new ArrayList<>());
        try (Heap heap = Heap.open("heap=4m,page=4k,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            heap.addListener(event -> {
                if (event instanceof CollectorEvent.CollectionFinished ended) {
                    awaitQuietly(mayReturn);
                    ends.add(ended.collection());
                }
            });
            for (int i = 0; heap.statistics().collections() < 4; i++) {
                assertTrue(i < 10_000_000, "collections wait for a listener: " + heap.statistics());
                mutator.allocate(1, 0, 56);
            }
            assertEquals(List.of(), ends);
            mayReturn.countDown();
            heap.collect();
            assertEquals(LongStream.rangeClosed(1, heap.statistics().collections()).boxed().toList(), ends);
        } finally {
            mayReturn.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

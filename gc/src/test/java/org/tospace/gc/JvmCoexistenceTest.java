package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.testing.GraphRun;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;

/** What the JVM does with signals and stacks of its own goes on beside traps; {@code DisturbanceTest} has what it does to other threads. */
class JvmCoexistenceTest {
    private static final long MILLIS = Long.getLong("tospace.test.millis", 1_000);

    /** Something the JVM does. */
    enum Activity {
        NULL_POINTERS(JvmCoexistenceTest::nullPointers), STACK_OVERFLOWS(JvmCoexistenceTest::stackOverflow);

        private final Runnable action;

        Activity(Runnable action) {
            this.action = action;
        }
    }

    static List<Arguments> activities() {
        return Stream.of(Barrier.UPCALL, Barrier.TRAP).flatMap(barrier -> Stream.of(Activity.values()).map(activity -> Arguments.of(activity, barrier)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("activities")
    void activityOfTheJvmGoesOnBesideTraps(Activity activity, Barrier barrier) {
        long seed = Seeds.next();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong count = new AtomicLong();
        AtomicLong traps = new AtomicLong();
        Seeds.run(seed, () -> {
            MutatorThreads.run(2, index -> {
                if (index == 0) {
                    try {
                        long end = System.nanoTime() + MILLIS * 1_000_000;
                        for (int i = 0; System.nanoTime() < end; i++) {
                            traps.addAndGet(GraphRun.run(HeapOptions.parse("heap=2m,page=4k,background=off,barrier=" + barrier.key()), 2, seed + i, 10_000).traps());
                        }
                    } finally {
                        ended.set(true);
                    }
                } else {
                    while (!ended.get()) {
                        activity.action.run();
                        count.incrementAndGet();
                    }
                }
            });
            return null;
        });
        assertTrue(traps.get() > 10, "too few traps to mean anything: " + traps);
        assertTrue(count.get() > 3, "times: " + count);
    }

    private static void nullPointers() {
        for (int i = 0; i < 1000; i++) {
            int[] nothing = i < 0 ? new int[1] : null;
            assertThrows(NullPointerException.class, () -> length(nothing));
        }
    }

    private static int length(int[] array) {
        return array.length;
    }

    private static void stackOverflow() {
        assertThrows(StackOverflowError.class, () -> depth(0));
    }

    private static int depth(int n) {
        return depth(n + 1) + 1;
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void nullPointerAndStackOverflowWorkInAMutatorsThreadDuringCollections(Barrier barrier) {
        try (Heap heap = Heap.open("heap=2m,page=4k,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            for (int i = 0; i < 300; i++) {
                roots.push(mutator.allocate(1, 1, 1000));
            }
            for (int i = 0; i < 30_000; i++) {
                roots.set(i % 300, mutator.allocate(1, 1, 1000));
                mutator.setSlot(roots.get(i * 7 % 300), 0, roots.get(i % 300));
                if (i % 10 == 0) {
                    assertThrows(NullPointerException.class, () -> length(null));
                }
                if (i % 1000 == 0) {
                    stackOverflow();
                }
            }
            assertTrue(heap.statistics().collections() > 10);
            heap.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void recursionThatReadsTheHeapUntilTheStackEndsLeavesTheHeapSound(Barrier barrier) {
        try (Heap heap = Heap.open("heap=2m,page=4k,background=off,barrier=" + barrier.key()); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            for (int round = 0; round < 50; round++) {
                for (int i = roots.depth(); i < 300; i++) {
                    roots.push(mutator.allocate(1, 1, 1000));
                }
                heap.collect();
                for (int i = 0; i < 300; i++) {
                    mutator.setSlot(roots.get(i), 0, roots.get((i + 1) % 300));
                }
                while (heap.statistics().collections() % 2 == 1) {
                    mutator.allocate(0, 0, 1000);
                }
                assertThrows(StackOverflowError.class, () -> readDeeper(mutator, 0));
                heap.verify();
            }
        }
    }

    private static long readDeeper(Mutator mutator, int depth) {
        long ref = mutator.roots().get(depth % 300);
        return mutator.getSlot(ref, 0) + mutator.getLong(ref, 16) + readDeeper(mutator, depth + 1);
    }
}

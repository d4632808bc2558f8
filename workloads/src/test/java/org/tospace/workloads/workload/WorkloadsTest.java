package org.tospace.workloads.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.Barrier;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapExhaustedException;

class WorkloadsTest {
    private static final long SEED = Long.getLong("tospace.seed", 42);

    /** Sizes that finish in a moment and collect several times in heaps of 2 MiB a thread. */
    private static Stream<Arguments> smallOnes() {
        return everyBarrierFor(Arguments.of("gcbench", 12L), Arguments.of("binary-trees", 12L), Arguments.of("splay", 60L),
                Arguments.of("list-reversal", 1_000L), Arguments.of("quads", 6L), Arguments.of("lru-cache", 200L), Arguments.of("storage", 5L),
                Arguments.of("havlak", 300L), Arguments.of("graph", 2_000L));
    }

    /** Sizes for a collection at every allocation. */
    private static Stream<Arguments> tinyOnes() {
        return everyBarrierFor(Arguments.of("gcbench", 8L), Arguments.of("binary-trees", 4L), Arguments.of("splay", 2L),
                Arguments.of("list-reversal", 2L), Arguments.of("quads", 3L), Arguments.of("lru-cache", 5L), Arguments.of("storage", 3L),
                Arguments.of("havlak", 3L), Arguments.of("graph", 30L));
    }

    private static Stream<Arguments> everyBarrierFor(Arguments... workloads) {
        return Stream.of(workloads).flatMap(workload -> Stream.of(Barrier.values())
                .map(barrier -> Arguments.of(workload.get()[0], workload.get()[1], barrier)));
    }

    /** Runs, verifies the heap, and returns what the workload printed; there must be some collections. */
    private static List<String> run(String name, long size, int threads, int walkNodes, int leastCollections, String heapOptions) {
        Workload workload = Workloads.find(name).orElseThrow();
        List<String> output = new ArrayList<>();
        try (Heap heap = Heap.open(heapOptions)) {
            WorkloadParameters parameters = new WorkloadParameters(threads, size, SEED, walkNodes, Preset.STANDARD);
            WorkloadContext context = new WorkloadContext(heap, parameters, output::add, Progress.NONE);
            workload.run(context);
            assertEquals(threads, context.spans().size());
            context.spans().forEach(span -> assertTrue(span.nanos() > 0));
            long collections = heap.statistics().collections();
            assertTrue(collections >= leastCollections, () -> collections + " collections");
            heap.verify();
        }
        return output;
    }

    @ParameterizedTest(name = "{0} of size {1} under {2}")
    @MethodSource("smallOnes")
    void eachRunsInASmallHeap(String name, long size, Barrier barrier) {
        run(name, size, 1, 0, 2, "heap=2m,page=4k,verify=after-gc,barrier=" + barrier.key());
    }

    @ParameterizedTest(name = "{0} of size {1} under {2}")
    @MethodSource("smallOnes")
    void eachRunsWithoutABackgroundCollector(String name, long size, Barrier barrier) {
        run(name, size, 1, 0, 2, "heap=2m,page=4k,background=off,barrier=" + barrier.key());
    }

    @ParameterizedTest(name = "{0} of size {1} under {2}")
    @MethodSource("smallOnes")
    void eachRunsOnFourThreads(String name, long size, Barrier barrier) {
        run(name, size, 4, 0, 2, "heap=8m,page=4k,barrier=" + barrier.key());
    }

    @ParameterizedTest(name = "{0} of size {1} under {2}")
    @MethodSource("tinyOnes")
    void eachSurvivesACollectionAtEveryAllocation(String name, long size, Barrier barrier) {
        run(name, size, 1, 0, 100, "heap=1m,page=4k,stress=1,barrier=" + barrier.key());
    }

    /** The operating system need not place a small heap at a multiple of such a page. */
    @ParameterizedTest(name = "{0} of size {1} under {2}")
    @MethodSource("tinyOnes")
    void eachRunsWithPagesLargerThanTheSystems(String name, long size, Barrier barrier) {
        for (int i = 0; i < 5; i++) {
            run(name, size, 1, 0, 10, "heap=2m,page=64k,stress=20,barrier=" + barrier.key());
        }
    }

    @ParameterizedTest(name = "{0} of size {1} under {2}")
    @MethodSource("smallOnes")
    void eachFailsForLackOfRoomAndOnlyForThat(String name, long size, Barrier barrier) {
        long tooLarge = switch (name) {
            case "gcbench", "binary-trees" -> 16;
            case "quads", "storage" -> 9;
            default -> 100 * size;
        };
        assertThrows(HeapExhaustedException.class, () -> run(name, tooLarge, 1, 0, 0, "heap=1m,page=4k,barrier=" + barrier.key()));
    }

    @ParameterizedTest
    @MethodSource("barriers")
    void walksLeaveTheLongLivedTreeWhole(Barrier barrier) {
        run("gcbench", 12, 1, 4, 2, "heap=2m,page=4k,barrier=" + barrier.key());
        run("gcbench", 8, 1, 1, 100, "heap=1m,page=4k,stress=3,barrier=" + barrier.key());
    }

    private static Stream<Barrier> barriers() {
        return Stream.of(Barrier.values());
    }

    @Test
    void binaryTreesPrintsTheSameHoweverManyThreadsThereAre() {
        List<String> expected = run("binary-trees", 8, 1, 0, 0, "heap=4m");
        assertEquals(expected, run("binary-trees", 8, 3, 0, 0, "heap=4m"));
        assertEquals("16\t trees of depth 8\t check: 8176", expected.get(3));
    }

    @Test
    void aFailureOfOneThreadIsTheRunsFailure() {
        try (Heap heap = Heap.open("heap=1m")) {
            WorkloadParameters parameters = new WorkloadParameters(3, 1, SEED, 0, Preset.STANDARD);
            WorkloadContext context = new WorkloadContext(heap, parameters, line -> { }, Progress.NONE);
            CheckFailedException failure = assertThrows(CheckFailedException.class, () -> context.mutate((mutator, thread) -> {
                if (thread > 0) {
                    throw new CheckFailedException("thread " + thread);
                }
            }));
            assertEquals("thread 1", failure.getMessage());
            assertEquals("thread 2", failure.getSuppressed()[0].getMessage());
        }
    }
}

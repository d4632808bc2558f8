package org.tospace.workloads.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.Heap;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.ListReversalPlan;
import org.tospace.workloads.workload.LruModel;
import org.tospace.workloads.workload.LruPlan;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.Progress;
import org.tospace.workloads.workload.QuadsPlan;
import org.tospace.workloads.workload.StoragePlan;
import org.tospace.workloads.workload.WorkloadContext;
import org.tospace.workloads.workload.WorkloadParameters;
import org.tospace.workloads.workload.Workloads;

/** A twin does what its workload does: it prints the same, checksums included, and ends as many steps. */
class TwinsTest {
    private static final long SEED = Long.getLong("tospace.seed", 42);

    /** What a run has shown. */
    private record Run(List<String> lines, long ticks) {
    }

    private static final class Counted extends Steps {
        private final LongAdder ticks;

        Counted(LongAdder ticks) {
            this.ticks = ticks;
        }

        @Override
        public void begin() {
            // Only steps that end are counted.
        }

        @Override
        public void tick() {
            ticks.increment();
        }
    }

    private static Run inObjectSpace(String name, WorkloadParameters parameters) {
        List<String> lines = new ArrayList<>();
        LongAdder ticks = new LongAdder();
        try (Heap heap = Heap.open("heap=4m,page=4k,stress=2000")) {
            WorkloadContext context = new WorkloadContext(heap, parameters, lines::add, Progress.NONE);
            context.setSteps(_ -> new Counted(ticks));
            Workloads.find(name).orElseThrow().run(context);
        }
        return new Run(lines, ticks.sum());
    }

    private static Run plain(String name, WorkloadParameters parameters) {
        List<String> lines = new ArrayList<>();
        LongAdder ticks = new LongAdder();
        PlainWorkloads.find(name).orElseThrow().run(new PlainContext(parameters, lines::add, Progress.NONE, _ -> new Counted(ticks)));
        return new Run(lines, ticks.sum());
    }

    private static Stream<Arguments> sizes() {
        return Stream.of(Arguments.of("gcbench", 12), Arguments.of("binary-trees", 8), Arguments.of("splay", 50),
                Arguments.of("list-reversal", 1_000), Arguments.of("list-reversal", 127), Arguments.of("quads", 6), Arguments.of("quads", 3),
                Arguments.of("lru-cache", 1_000), Arguments.of("lru-cache", 2), Arguments.of("storage", 5), Arguments.of("storage", 3),
                Arguments.of("havlak", 1_000), Arguments.of("havlak", 3));
    }

    @ParameterizedTest(name = "{0} of size {1}")
    @MethodSource("sizes")
    void aTwinDoesTheSameWork(String name, long size) {
        for (int threads = 1; threads <= 2; threads++) {
            for (long seed = SEED; seed < SEED + 3; seed++) {
                WorkloadParameters parameters = new WorkloadParameters(threads, size, seed, name.equals("gcbench") ? 8 : 0, Preset.STANDARD);
                Run plain = plain(name, parameters);
                assertEquals(inObjectSpace(name, parameters), plain, () -> parameters.toString());
                assertTrue(plain.ticks > 0);
            }
        }
    }

    @ParameterizedTest(name = "{0} of size {1}")
    @MethodSource("sizes")
    void whatATwinDoesDependsOnTheSeed(String name, long size) {
        if (Set.of("gcbench", "binary-trees", "splay").contains(name)) {
            // What they print, if anything, is the same for every seed.
            return;
        }
        WorkloadParameters parameters = new WorkloadParameters(1, size, SEED, 0, Preset.STANDARD);
        WorkloadParameters otherSeed = new WorkloadParameters(1, size, SEED + 1, 0, Preset.STANDARD);
        assertEquals(plain(name, parameters), plain(name, parameters));
        assertNotEquals(plain(name, parameters).lines, plain(name, otherSeed).lines);
    }

    @Test
    void everyTwinHasAWorkload() {
        assertFalse(PlainWorkloads.names().isEmpty());
        PlainWorkloads.names().forEach(name -> assertTrue(Workloads.find(name).isPresent(), name));
    }

    private static String failure(Runnable check) {
        return assertThrows(CheckFailedException.class, check::run).getMessage();
    }

    @Test
    void listReversalSeesALostCell() {
        PlainListReversal.Lists lists = new PlainListReversal.Lists(new ListReversalPlan(10, SEED), Steps.NONE);
        lists.build(0);
        lists.check(0);
        lists.lists[0].next = null;
        assertEquals("list 0 must have 10 cells and has 1", failure(() -> lists.check(0)));
    }

    @Test
    void quadsSeesSubtreesThatChangedPlaces() {
        PlainQuadtree tree = new PlainQuadtree(new QuadsPlan(5, 100, SEED), Steps.NONE);
        tree.run(Progress.NONE);
        PlainQuadtree.Node first = tree.root.child0;
        tree.root.child0 = tree.root.child1;
        tree.root.child1 = first;
        assertEquals("the place that a node of the quadtree holds must be 4 and is 5", failure(tree::compare));
    }

    @Test
    void lruCacheSeesAChangedWord() {
        LruPlan plan = new LruPlan(50, SEED);
        PlainLruTable table = new PlainLruTable(plan, Steps.NONE);
        LruModel model = new LruModel(plan);
        model.run().check(table.run(Progress.NONE));
        table.check(model);
        table.newest.payload[1]++;
        assertTrue(failure(() -> table.check(model)).startsWith("word 1 of the payload of key"));
    }

    @Test
    void storageSeesALostSubtree() {
        PlainStorage.Trees trees = new PlainStorage.Trees(new StoragePlan(4, 32, SEED), Steps.NONE);
        trees.build(0);
        trees.check(0);
        trees.trees[0][1] = null;
        assertEquals("child 1 of an array at depth 4 is missing", failure(() -> trees.check(0)));
    }

    @Test
    void havlakSeesAnEdgeTooMany() {
        PlainFlowGraph graph = new PlainFlowGraph(Steps.NONE);
        PlainLoopFinder finder = new PlainLoopFinder(graph, Steps.NONE);
        graph.clear();
        for (int i = 0; i < 3; i++) {
            graph.block(i);
        }
        graph.edge(0, 1);
        graph.edge(1, 2);
        assertEquals(0, finder.search().loops());
        graph.edge(2, 1);
        assertEquals(1, finder.search().loops());
    }
}

package org.tospace.workloads.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.workloads.measure.Steps;

/** The checks of the workloads with lists, quadtrees, caches, arrays and control-flow graphs must be able to fail: each is shown damage. */
class SteadyChecksTest {
    private static final long SEED = 42;

    private Heap heap;
    private Mutator mutator;

    @BeforeEach
    void open() {
        heap = Heap.open("heap=16m,barrier=checked");
        mutator = heap.attach();
    }

    @AfterEach
    void close() {
        mutator.close();
        heap.close();
    }

    private static String failure(Runnable check) {
        return assertThrows(CheckFailedException.class, check::run).getMessage();
    }

    private static void assertStartsWith(String start, String text) {
        assertTrue(text.startsWith(start), text);
    }

    /** The first list is the first root. */
    private ReversedLists lists() {
        ReversedLists lists = new ReversedLists(mutator, new ListReversalPlan(300, SEED), Steps.NONE);
        for (int list = 0; list < ListReversalPlan.LISTS; list++) {
            lists.build(list);
            lists.reverseInPlace(list);
            lists.reverseByCopying(list);
            lists.reverseInPlace(list);
            lists.check(list);
        }
        return lists;
    }

    private long cell(int place) {
        long cell = mutator.roots().get(0);
        for (int i = 0; i < place; i++) {
            cell = mutator.getSlot(cell, ReversedLists.NEXT);
        }
        return cell;
    }

    @Test
    void listReversalSeesAValueThatChanged() {
        ReversedLists lists = lists();
        mutator.setSlot(cell(299), ReversedLists.VALUE, 7);
        assertStartsWith("the slot of the value in cell 299 of list 0 must be", failure(() -> lists.check(0)));
    }

    @Test
    void listReversalSeesALostCell() {
        ReversedLists lists = lists();
        mutator.setSlot(cell(298), ReversedLists.NEXT, 0);
        assertEquals("list 0 must have 300 cells and has 299", failure(() -> lists.check(0)));
    }

    @Test
    void listReversalSeesACellTooMany() {
        ReversedLists lists = lists();
        mutator.setSlot(cell(299), ReversedLists.NEXT, mutator.roots().get(1));
        assertEquals("list 0 must have 300 cells and has more", failure(() -> lists.check(0)));
    }

    @Test
    void listReversalSeesThatAReversalWasLeftOut() {
        ReversedLists lists = lists();
        long first = mutator.roots().get(0);
        lists.reverseByCopying(0);
        lists.check(0);
        mutator.roots().set(0, first);
        assertStartsWith("the slot of the value in cell 0", failure(() -> lists.check(0)));
    }

    /** The tree's root is the first root. */
    private Quadtree quadtree() {
        QuadsPlan plan = new QuadsPlan(5, 500, SEED);
        Quadtree tree = new Quadtree(mutator, plan, Steps.NONE);
        tree.run(Progress.NONE);
        assertTrue(tree.compare() < QuadsPlan.nodesOf(5));
        return tree;
    }

    @Test
    void quadsSeesALostSubtree() {
        Quadtree tree = quadtree();
        mutator.setSlot(mutator.roots().get(0), 2, 0);
        assertEquals("the node at 1 must have child 2", failure(tree::compare));
    }

    @Test
    void quadsSeesSubtreesThatChangedPlaces() {
        Quadtree tree = quadtree();
        long root = mutator.roots().get(0);
        long first = mutator.getSlot(root, 0);
        mutator.setSlot(root, 0, mutator.getSlot(root, 1));
        mutator.setSlot(root, 1, first);
        assertStartsWith("the place that a node of the quadtree holds must be 4", failure(tree::compare));
    }

    @Test
    void quadsSeesAtTheNextPointThatALeafIsMissing() {
        Quadtree tree = quadtree();
        for (int i = 0; i < 4; i++) {
            mutator.setSlot(mutator.roots().get(0), i, 0);
        }
        assertStartsWith("the level of the leaf at a point must be", failure(() -> tree.change(new QuadsPlan(5, 1, 1).choices())));
    }

    @Test
    void theModelOfAQuadtreeKnowsWhatLiesBelowACollapsedNode() {
        QuadsModel model = new QuadsModel(4);
        long first = QuadsPlan.nodesAt(4);
        model.collapse(first >> 2, 3);
        assertEquals(QuadsPlan.nodesOf(4) - 4, model.nodes());
        assertEquals(3, model.levelOfLeaf(first));
        assertEquals(4, model.levelOfLeaf(first + 4));
        model.collapse(first >> 4, 2);
        assertEquals(QuadsPlan.nodesOf(4) - 20, model.nodes());
        model.subdivide(first >> 4);
        assertEquals(341, model.nodes());
    }

    /** A cache after all its operations, and its model: the newest entry is the second root. */
    private record Cache(LruTable table, LruOutcome outcome, LruModel model, LruOutcome expected) {
    }

    private Cache cache() {
        LruPlan plan = new LruPlan(50, SEED);
        LruTable table = new LruTable(mutator, plan, Steps.NONE);
        LruModel model = new LruModel(plan);
        Cache cache = new Cache(table, table.run(Progress.NONE), model, model.run());
        cache.expected.check(cache.outcome);
        table.check(model);
        return cache;
    }

    @Test
    void lruCacheSeesAChangedWord() {
        Cache cache = cache();
        long payload = mutator.getSlot(mutator.roots().get(1), LruTable.PAYLOAD);
        mutator.putLong(payload, 8 * 3, mutator.getLong(payload, 8 * 3) + 1);
        assertStartsWith("word 2 of the payload of key", failure(() -> cache.table.check(cache.model)));
    }

    @Test
    void lruCacheSeesAWrongOrder() {
        Cache cache = cache();
        mutator.roots().set(1, mutator.getSlot(mutator.roots().get(1), LruTable.OLDER));
        assertStartsWith("an entry with key", failure(() -> cache.table.check(cache.model)));
    }

    @Test
    void lruCacheSeesAnEntryThatTheTableHasLost() {
        Cache cache = cache();
        long table = mutator.roots().get(0);
        for (int i = 0; i < mutator.slotCount(table); i++) {
            mutator.setSlot(table, i, 0);
        }
        assertStartsWith("the entry with key", failure(() -> cache.table.check(cache.model)));
    }

    @Test
    void lruCacheSeesEachCountThatIsWrong() {
        LruOutcome right = cache().outcome;
        assertTrue(right.hits() > 0 && right.misses() > 0 && right.evictions() == right.misses() - 50);
        assertStartsWith("the number of hits", failure(() -> right.check(new LruOutcome(right.hits() + 1, right.misses(), right.evictions(),
                right.checksum()))));
        assertStartsWith("the number of misses", failure(() -> right.check(new LruOutcome(right.hits(), right.misses() + 1, right.evictions(),
                right.checksum()))));
        assertStartsWith("the number of evictions", failure(() -> right.check(new LruOutcome(right.hits(), right.misses(), right.evictions() - 1,
                right.checksum()))));
        assertStartsWith("the checksum", failure(() -> right.check(new LruOutcome(right.hits(), right.misses(), right.evictions(), 0))));
    }

    private StorageTrees storage() {
        StorageTrees trees = new StorageTrees(mutator, new StoragePlan(4, 32, SEED), Steps.NONE);
        trees.build(0);
        trees.check(0);
        return trees;
    }

    private long leaf() {
        long array = mutator.roots().get(0);
        for (int i = 0; i < 3; i++) {
            array = mutator.getSlot(array, 0);
        }
        return array;
    }

    @Test
    void storageSeesALostSubtree() {
        StorageTrees trees = storage();
        mutator.setSlot(mutator.roots().get(0), 3, 0);
        assertEquals("child 3 of an array at depth 4 is missing", failure(() -> trees.check(0)));
    }

    @Test
    void storageSeesALeafThatIsNotEmpty() {
        StorageTrees trees = storage();
        mutator.setSlot(leaf(), 0, 1);
        assertEquals("an element of a leaf must be 0 and is 1", failure(() -> trees.check(0)));
    }

    @Test
    void storageSeesSubtreesThatChangedPlaces() {
        StorageTrees trees = storage();
        long root = mutator.roots().get(0);
        mutator.setSlot(root, 0, mutator.getSlot(root, 1));
        assertStartsWith("the length of a leaf must be", failure(() -> trees.check(0)));
    }

    private static LoopCounts simpleLoop(FlowProgram.Sink sink) {
        for (int i = 0; i < 5; i++) {
            sink.block(i);
        }
        for (int[] edge : new int[][] {{0, 1}, {1, 2}, {2, 3}, {2, 2}, {3, 1}, {3, 4}}) {
            sink.edge(edge[0], edge[1]);
        }
        return new LoopCounts(5, 2, 0, 2, 4);
    }

    @Test
    void havlakFindsALoopWithinALoop() {
        FlowGraph graph = new FlowGraph(mutator, Steps.NONE);
        LoopFinder finder = new LoopFinder(mutator, graph, Steps.NONE);
        graph.clear();
        assertEquals(simpleLoop(graph), finder.search());
        graph.edge(0, 3);
        assertEquals(new LoopCounts(5, 2, 1, 2, 4), finder.search(), "with an entry more the outer loop is irreducible");
        graph.edge(4, 0);
        assertEquals(new LoopCounts(5, 3, 1, 3, 9), finder.search());
    }

    @Test
    void havlakSeesAnEdgeTooMany() {
        HavlakPlan plan = new HavlakPlan(500, SEED);
        FlowGraph graph = new FlowGraph(mutator, Steps.NONE);
        LoopFinder finder = new LoopFinder(mutator, graph, Steps.NONE);
        graph.clear();
        LoopCounts expected = plan.tell(0, graph);
        assertTrue(expected.irreducible() > 0 && expected.deepest() > 2, expected.toString());
        expected.check(finder.search());
        graph.edge(expected.blocks() - 1, 0);
        LoopCounts found = finder.search();
        assertEquals("the number of loops must be " + expected.loops() + " and is " + (expected.loops() + 1), failure(() -> expected.check(found)));
    }

    @Test
    void havlakSeesAnEdgeThatWasLost() {
        FlowGraph graph = new FlowGraph(mutator, Steps.NONE);
        LoopFinder finder = new LoopFinder(mutator, graph, Steps.NONE);
        graph.clear();
        LoopCounts expected = simpleLoop(graph);
        mutator.setSlot(graph.blockOf(3), FlowGraph.AFTER, 0);
        LoopCounts found = finder.search();
        assertEquals("the number of blocks must be 5 and is 4", failure(() -> expected.check(found)));
    }
}

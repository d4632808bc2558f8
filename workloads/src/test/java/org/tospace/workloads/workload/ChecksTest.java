package org.tospace.workloads.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tospace.gc.Barrier;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.workloads.measure.Steps;

/** The workloads' checks must be able to fail: each is shown damage. */
class ChecksTest {
    private Heap heap;
    private Mutator mutator;

    @BeforeEach
    void open() {
        heap = Heap.open("heap=16m,barrier=" + Barrier.CHECKED.key());
        mutator = heap.attach();
    }

    @AfterEach
    void close() {
        mutator.close();
        heap.close();
    }

    private GcBenchMutator finishedGcBench() {
        GcBenchMutator bench = new GcBenchMutator(mutator, GcBenchPlan.of(new WorkloadParameters(1, 8, 1, 2, Preset.STANDARD)), 1, Steps.NONE);
        bench.run(Progress.NONE);
        return bench;
    }

    @Test
    void gcbenchFindsItsNodesWhenThereIsNoDamage() {
        assertEquals(BinaryNode.treeSize(6), finishedGcBench().checkedLongLivedNodes());
    }

    @Test
    void gcbenchSeesAChangedDouble() {
        GcBenchMutator bench = finishedGcBench();
        mutator.putDouble(mutator.roots().get(1), 8 + 8 * 1_000, 0.5);
        CheckFailedException failure = assertThrows(CheckFailedException.class, bench::checkedLongLivedNodes);
        assertTrue(failure.getMessage().startsWith("element 1000 of the array must be"), failure.getMessage());
    }

    @Test
    void gcbenchSeesALostSubtree() {
        GcBenchMutator bench = finishedGcBench();
        long root = mutator.roots().get(0);
        mutator.setSlot(root, 0, 0);
        mutator.setSlot(root, 1, 0);
        assertThrows(CheckFailedException.class, bench::checkedLongLivedNodes);
    }

    @Test
    void gcbenchSeesASubtreeThatIsThereTwice() {
        GcBenchMutator bench = finishedGcBench();
        long root = mutator.roots().get(0);
        mutator.setSlot(root, 0, mutator.getSlot(root, 1));
        CheckFailedException failure = assertThrows(CheckFailedException.class, bench::checkedLongLivedNodes);
        assertTrue(failure.getMessage().contains("numbers"), failure.getMessage());
    }

    @Test
    void splaySeesKeysOutOfOrderAndDamagedPayloads() {
        try (SplayPayload payload = new SplayPayload(mutator)) {
            SplayTree tree = new SplayTree(mutator);
            SplayModification modification = new SplayModification(mutator, tree, payload, 1);
            for (int i = 0; i < 20; i++) {
                modification.insertNewNode();
            }
            assertEquals(20, new SplayCheck(mutator, tree, payload, Steps.NONE).count());
            double key = tree.keyOf(tree.root());
            mutator.putDouble(tree.root(), SplayTree.NODE.rawOffset(), Math.nextUp(key));
            assertThrows(CheckFailedException.class, () -> new SplayCheck(mutator, tree, payload, Steps.NONE).count());
            mutator.putDouble(tree.root(), SplayTree.NODE.rawOffset(), 2);
            assertThrows(CheckFailedException.class, () -> new SplayCheck(mutator, tree, payload, Steps.NONE).count());
        }
    }

    @Test
    void aSplayTreeKeepsItsKeysInOrderWhileItIsChanged() {
        try (SplayPayload payload = new SplayPayload(mutator)) {
            SplayTree tree = new SplayTree(mutator);
            for (double key : new double[] {5, 1, 9, 3, 7}) {
                mutator.roots().push(payload.create(key));
                tree.insert(key);
            }
            assertTrue(tree.contains(3));
            assertTrue(!tree.contains(4));
            assertEquals(3, tree.greatestKeyBelow(5));
            assertEquals(Double.NaN, tree.greatestKeyBelow(1));
            tree.remove(5);
            tree.remove(1);
            tree.remove(9);
            assertEquals(2, new SplayCheck(mutator, tree, payload, Steps.NONE).count());
            assertThrows(CheckFailedException.class, () -> tree.remove(5));
        }
    }

    private GraphMutation changedGraph() {
        GraphMutation graph = new GraphMutation(mutator, 50, 1);
        for (int i = 0; i < 2_000; i++) {
            graph.change();
        }
        graph.compare();
        return graph;
    }

    @Test
    void graphSeesAChangedRoot() {
        GraphMutation graph = changedGraph();
        int root = 0;
        while (mutator.roots().get(root) == 0) {
            root++;
        }
        mutator.roots().set(root, 0);
        assertThrows(CheckFailedException.class, graph::compare);
    }

    @Test
    void graphSeesAChangedByteOrSlot() {
        GraphMutation graph = changedGraph();
        int root = 0;
        while (mutator.roots().get(root) == 0) {
            root++;
        }
        long node = mutator.roots().get(root);
        long idOffset = 8 + 8 * mutator.slotCount(node);
        long id = mutator.getLong(node, idOffset);
        mutator.putLong(node, idOffset, id + 1);
        assertThrows(CheckFailedException.class, graph::compare);
        mutator.putLong(node, idOffset, id);
        graph.compare();
    }

    @Test
    void graphSeesAnObjectThatIsThereTwice() {
        GraphMutation graph = changedGraph();
        int root = 0;
        while (mutator.roots().get(root) == 0) {
            root++;
        }
        long slots = mutator.slotCount(mutator.roots().get(root));
        long raw = mutator.rawBytes(mutator.roots().get(root));
        long copy = mutator.allocate(GraphMutation.NODE_TAG, slots, raw);
        long node = mutator.roots().get(root);
        for (int i = 0; i < slots; i++) {
            mutator.setSlot(copy, i, mutator.getSlot(node, i));
        }
        for (int i = 0; i < raw; i++) {
            mutator.putByte(copy, 8 + 8 * slots + i, mutator.getByte(node, 8 + 8 * slots + i));
        }
        mutator.roots().set(root, copy);
        CheckFailedException failure = assertThrows(CheckFailedException.class, graph::compare);
        assertTrue(failure.getMessage().contains("at two addresses"), failure.getMessage());
    }
}

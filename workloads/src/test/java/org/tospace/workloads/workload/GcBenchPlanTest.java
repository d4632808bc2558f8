package org.tospace.workloads.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tospace.gc.ByteSize;

class GcBenchPlanTest {
    private final GcBench gcbench = new GcBench();

    private GcBenchPlan plan(Preset preset, int walkNodes) {
        return GcBenchPlan.of(new WorkloadParameters(1, gcbench.size(preset).usual(), 0, walkNodes, preset));
    }

    @Test
    void standardIsWhatBoehmWrote() {
        GcBenchPlan plan = plan(Preset.STANDARD, 0);
        assertEquals(18, plan.stretchDepth());
        assertTrue(plan.stretchTree());
        assertEquals(16, plan.longLivedDepth());
        assertEquals(500_000, plan.arrayLength());
        assertEquals(33_824, plan.iterations(4));
        assertEquals(8_256, plan.iterations(6));
        assertEquals(8, plan.iterations(16));
    }

    @Test
    void bigHasMoreLiveDataAndNoStretchTree() {
        GcBenchPlan plan = plan(Preset.BIG, 0);
        assertFalse(plan.stretchTree());
        assertEquals(20, plan.longLivedDepth());
        assertEquals(4_000_000, plan.arrayLength());
        assertEquals(2 * BinaryNode.treeSize(22) / BinaryNode.treeSize(4), plan.iterations(4));
        WorkloadParameters parameters = new WorkloadParameters(1, 22, 0, 0, Preset.BIG);
        assertEquals(ByteSize.parse("512m"), gcbench.defaultHeapBytes(parameters));
    }

    @Test
    void walksAreWholeOnesAfterEachTree() {
        GcBenchPlan plan = plan(Preset.STANDARD, 32);
        assertEquals(0, plan.walksAfterTree(4));
        assertEquals(3, plan.walksAfterTree(6));
        assertEquals(4_095, plan.walksAfterTree(16));
        assertEquals(0, plan(Preset.STANDARD, 0).walksAfterTree(16));
    }

    @Test
    void defaultHeapsFollowTheSize() {
        assertEquals(ByteSize.parse("64m"), gcbench.defaultHeapBytes(new WorkloadParameters(1, 18, 0, 0, Preset.STANDARD)));
        BinaryTrees trees = new BinaryTrees();
        assertEquals(ByteSize.parse("1g"), trees.defaultHeapBytes(new WorkloadParameters(1, 21, 0, 0, Preset.STANDARD)));
        assertEquals(ByteSize.parse("64m"), trees.defaultHeapBytes(new WorkloadParameters(1, 10, 0, 0, Preset.STANDARD)));
        Splay splay = new Splay();
        assertEquals(ByteSize.parse("256m"), splay.defaultHeapBytes(new WorkloadParameters(1, 8_000, 0, 0, Preset.STANDARD)));
        assertEquals(ByteSize.parse("1g"), splay.defaultHeapBytes(new WorkloadParameters(4, 8_000, 0, 0, Preset.STANDARD)));
    }
}

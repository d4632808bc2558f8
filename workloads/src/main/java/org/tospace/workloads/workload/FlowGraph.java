package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.workloads.measure.Steps;

/**
 * A control-flow graph in an object space, which is built from what a {@link FlowProgram} tells: blocks, each with the blocks before and after it.
 * The vector of all blocks is in a place of the root stack that is its own.
 */
final class FlowGraph implements FlowProgram.Sink {
    static final ObjectLayout BLOCK = ObjectLayout.of(3, 3, Long.BYTES);
    static final int AFTER = 0;
    static final int BEFORE = 1;
    /** What {@link LoopFinder} knows about a block. */
    static final int NODE = 2;
    static final long NUMBER = BLOCK.rawOffset();

    private final Mutator mutator;
    private final RootStack roots;
    private final Steps steps;
    private final int blocksIndex;

    FlowGraph(Mutator mutator, Steps steps) {
        this.mutator = mutator;
        this.steps = steps;
        roots = mutator.roots();
        blocksIndex = roots.depth();
        roots.push(0);
    }

    /** Forgets what was built. A safepoint. */
    void clear() {
        roots.set(blocksIndex, HeapVector.create(mutator));
    }

    @Override
    public void block(int number) {
        long block = mutator.allocate(BLOCK);
        mutator.putInt(block, NUMBER, number);
        roots.push(roots.get(blocksIndex));
        roots.push(block);
        HeapVector.add(mutator);
        if (number % HavlakPlan.BLOCKS_A_STEP == 0) {
            steps.tick();
        }
    }

    @Override
    public void edge(int from, int to) {
        roots.push(blockOf(from));
        roots.push(blockOf(to));
        HeapVector.addToSlot(mutator, AFTER);
        roots.push(blockOf(to));
        roots.push(blockOf(from));
        HeapVector.addToSlot(mutator, BEFORE);
    }

    /** How many blocks there are. */
    int size() {
        return HeapVector.size(mutator, roots.get(blocksIndex));
    }

    /** A block; good until the next safepoint. */
    long blockOf(int number) {
        return HeapVector.get(mutator, roots.get(blocksIndex), number);
    }

    /** How often control can leave a block. */
    int edgesAfter(long block) {
        return HeapVector.size(mutator, mutator.getSlot(block, AFTER));
    }

    /** Where control can go from a block. */
    long blockAfter(long block, int edge) {
        return HeapVector.get(mutator, mutator.getSlot(block, AFTER), edge);
    }

    /** How often control can come to a block. */
    int edgesBefore(long block) {
        return HeapVector.size(mutator, mutator.getSlot(block, BEFORE));
    }

    /** From where control can come to a block. */
    long blockBefore(long block, int edge) {
        return HeapVector.get(mutator, mutator.getSlot(block, BEFORE), edge);
    }
}

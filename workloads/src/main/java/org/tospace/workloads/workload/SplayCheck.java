package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.RootStack;
import org.tospace.workloads.measure.Steps;

/**
 * Walks a splay tree in the order of its keys and checks order and payloads. A splay tree may be as deep as it has nodes, so the walk is
 * a loop; its stack is the root stack, and it polls at every node.
 */
final class SplayCheck {
    private final Mutator mutator;
    private final SplayTree tree;
    private final SplayPayload payload;
    private final Steps steps;

    SplayCheck(Mutator mutator, SplayTree tree, SplayPayload payload, Steps steps) {
        this.mutator = mutator;
        this.tree = tree;
        this.payload = payload;
        this.steps = steps;
    }

    /**
     * How many nodes the tree has.
     *
     * @throws CheckFailedException when keys are out of order or a payload is damaged
     */
    long count() {
        RootStack roots = mutator.roots();
        int base = roots.depth();
        pushLeftward(tree.root());
        long count = 0;
        double last = Double.NEGATIVE_INFINITY;
        while (roots.depth() > base) {
            mutator.poll();
            steps.tick();
            long node = roots.pop();
            double key = tree.keyOf(node);
            if (!(last < key)) {
                throw new CheckFailedException("the splay tree's keys are out of order: " + key + " comes after " + last);
            }
            last = key;
            count++;
            payload.check(mutator.getSlot(node, SplayTree.VALUE), key);
            pushLeftward(mutator.getSlot(node, SplayTree.RIGHT));
        }
        return count;
    }

    private void pushLeftward(long node) {
        for (long next = node; next != 0; next = mutator.getSlot(next, SplayTree.LEFT)) {
            mutator.roots().push(next);
        }
    }
}

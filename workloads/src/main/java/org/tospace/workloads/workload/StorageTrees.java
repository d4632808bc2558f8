package org.tospace.workloads.workload;

import java.util.SplittableRandom;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.workloads.measure.Steps;

/**
 * One thread's trees.
 *
 * <p>Root stack: the trees that stay, then the arrays from one of them down to the one at hand.
 */
final class StorageTrees {
    static final ObjectLayout INNER = ObjectLayout.of(1, StoragePlan.CHILDREN, 0);
    static final int LEAF_TAG = 2;

    private final Mutator mutator;
    private final RootStack roots;
    private final StoragePlan plan;
    private final Steps steps;
    private final int firstTree;
    private SplittableRandom leaves;
    private Checksum checksum;
    private long arraysSeen;

    StorageTrees(Mutator mutator, StoragePlan plan, Steps steps) {
        this.mutator = mutator;
        this.plan = plan;
        this.steps = steps;
        roots = mutator.roots();
        firstTree = roots.depth();
        roots.pushCopies(0, StoragePlan.KEPT);
    }

    /**
     * Builds all trees and checks them.
     *
     * @return the sum of their checksums
     */
    long run(Progress progress) {
        long sum = 0;
        for (int tree = 0; tree < plan.trees(); tree++) {
            if (tree >= StoragePlan.KEPT) {
                sum += check(tree - StoragePlan.KEPT);
            }
            build(tree);
            progress.report(tree, plan.trees());
        }
        for (int tree = plan.trees() - StoragePlan.KEPT; tree < plan.trees(); tree++) {
            sum += check(tree);
        }
        return sum;
    }

    private int indexOf(int tree) {
        return firstTree + tree % StoragePlan.KEPT;
    }

    void build(int tree) {
        leaves = plan.leaves(tree);
        roots.set(indexOf(tree), newTree(plan.depth()));
    }

    private long newTree(int depth) {
        if (depth == 1) {
            return mutator.allocate(LEAF_TAG, StoragePlan.leafLength(leaves), 0);
        }
        roots.push(mutator.allocate(INNER));
        for (int i = 0; i < StoragePlan.CHILDREN; i++) {
            long child = newTree(depth - 1);
            mutator.setSlot(roots.peek(), i, child);
        }
        if (depth == StoragePlan.DEPTH_OF_STEP) {
            steps.tick();
        }
        return roots.pop();
    }

    /**
     * Reads a tree that stays.
     *
     * @return its checksum
     */
    long check(int tree) {
        leaves = plan.leaves(tree);
        checksum = new Checksum();
        arraysSeen = 0;
        roots.push(roots.get(indexOf(tree)));
        read(plan.depth());
        roots.pop();
        CheckFailedException.requireEqual("the number of arrays of tree " + tree, StoragePlan.arrays(plan.depth()), arraysSeen);
        checksum.add(arraysSeen);
        return checksum.value();
    }

    private void read(int depth) {
        arraysSeen++;
        if (depth == 1) {
            readLeaf(roots.peek());
            return;
        }
        for (int i = 0; i < StoragePlan.CHILDREN; i++) {
            long child = mutator.getSlot(roots.peek(), i);
            if (child == 0) {
                throw new CheckFailedException("child " + i + " of an array at depth " + depth + " is missing");
            }
            roots.push(child);
            read(depth - 1);
            roots.pop();
        }
        if (depth == StoragePlan.DEPTH_OF_STEP) {
            mutator.poll();
            steps.tick();
        }
    }

    private void readLeaf(long leaf) {
        CheckFailedException.requireEqual("the tag of a leaf", LEAF_TAG, mutator.tag(leaf));
        int length = (int) mutator.slotCount(leaf);
        CheckFailedException.requireEqual("the length of a leaf", StoragePlan.leafLength(leaves), length);
        for (int i = 0; i < length; i++) {
            CheckFailedException.requireEqual("an element of a leaf", 0, mutator.getSlot(leaf, i));
        }
        checksum.add(length);
    }
}

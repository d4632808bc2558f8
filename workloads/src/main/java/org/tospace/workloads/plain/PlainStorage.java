package org.tospace.workloads.plain;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.Checksum;
import org.tospace.workloads.workload.Progress;
import org.tospace.workloads.workload.StoragePlan;
import org.tospace.workloads.workload.WorkloadParameters;

/** Trees of arrays, whose leaves are arrays of random length. */
final class PlainStorage implements PlainWorkload {
    @Override
    public String name() {
        return "storage";
    }

    @Override
    public void run(PlainContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder trees = new LongAdder();
        LongAdder sum = new LongAdder();
        context.mutate((steps, thread) -> {
            StoragePlan plan = StoragePlan.of(parameters, thread);
            sum.add(new Trees(plan, steps).run(context.progress()));
            trees.add(plan.trees());
        });
        context.output().accept(StoragePlan.result(parameters, trees.sum(), sum.sum()));
    }

    /** One thread's trees. */
    static final class Trees {
        private final StoragePlan plan;
        private final Steps steps;
        final Object[][] trees = new Object[StoragePlan.KEPT][];
        private SplittableRandom leaves;
        private Checksum checksum;
        private long arraysSeen;

        Trees(StoragePlan plan, Steps steps) {
            this.plan = plan;
            this.steps = steps;
        }

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

        void build(int tree) {
            leaves = plan.leaves(tree);
            trees[tree % StoragePlan.KEPT] = newTree(plan.depth());
        }

        private Object[] newTree(int depth) {
            if (depth == 1) {
                return new Object[StoragePlan.leafLength(leaves)];
            }
            Object[] array = new Object[StoragePlan.CHILDREN];
            for (int i = 0; i < array.length; i++) {
                array[i] = newTree(depth - 1);
            }
            if (depth == StoragePlan.DEPTH_OF_STEP) {
                steps.tick();
            }
            return array;
        }

        /** Reads a tree that stays, and returns its checksum. */
        long check(int tree) {
            leaves = plan.leaves(tree);
            checksum = new Checksum();
            arraysSeen = 0;
            read(trees[tree % StoragePlan.KEPT], plan.depth());
            CheckFailedException.requireEqual("the number of arrays of tree " + tree, StoragePlan.arrays(plan.depth()), arraysSeen);
            checksum.add(arraysSeen);
            return checksum.value();
        }

        private void read(Object[] array, int depth) {
            arraysSeen++;
            if (depth == 1) {
                readLeaf(array);
                return;
            }
            for (int i = 0; i < StoragePlan.CHILDREN; i++) {
                if (!(array[i] instanceof Object[] child)) {
                    throw new CheckFailedException("child " + i + " of an array at depth " + depth + " is missing");
                }
                read(child, depth - 1);
            }
            if (depth == StoragePlan.DEPTH_OF_STEP) {
                steps.tick();
            }
        }

        private void readLeaf(Object[] leaf) {
            CheckFailedException.requireEqual("the length of a leaf", StoragePlan.leafLength(leaves), leaf.length);
            for (Object element : leaf) {
                if (element != null) {
                    throw new CheckFailedException("an element of a leaf must be null and is " + element);
                }
            }
            checksum.add(leaf.length);
        }
    }
}

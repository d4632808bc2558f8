package org.tospace.workloads.plain;

import java.util.SplittableRandom;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.SplayPlan;

/** Octane's splay in Java: a splay tree whose nodes carry trees of numbers and strings, changed node by node. */
final class PlainSplay implements PlainWorkload {
    @Override
    public String name() {
        return "splay";
    }

    @Override
    public void run(PlainContext context) {
        SplayPlan plan = SplayPlan.of(context.parameters());
        context.mutate((steps, thread) -> runOn(plan, new SplittableRandom(context.parameters().seedOf(thread)), steps));
    }

    private static void runOn(SplayPlan plan, SplittableRandom random, Steps steps) {
        PlainSplayTree tree = new PlainSplayTree();
        for (long i = 0; i < plan.nodes(); i++) {
            insertNewNode(tree, random);
            steps.tick();
        }
        for (long i = 0; i < plan.modifications(); i++) {
            double key = insertNewNode(tree, random);
            double smaller = tree.greatestKeyBelow(key);
            tree.remove(Double.isNaN(smaller) ? key : smaller);
            steps.tick();
        }
        CheckFailedException.requireEqual("the number of nodes in the splay tree", plan.nodes(), tree.checkedCount(steps));
    }

    private static double insertNewNode(PlainSplayTree tree, SplittableRandom random) {
        double key;
        do {
            key = random.nextDouble();
        } while (tree.contains(key));
        tree.insert(key, PlainPayload.of(key));
        return key;
    }
}

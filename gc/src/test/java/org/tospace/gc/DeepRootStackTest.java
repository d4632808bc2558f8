package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.testing.DeepStack;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;

/** Deep stacks that are used at random agree with a model, whatever the heap's options. */
class DeepRootStackTest {
    private static final int STEPS = Integer.getInteger("tospace.test.steps", 40_000);
    private static final int DEEPEST = 200_000;

    /** A heap, its mutators, and how deep each one's stack may get. */
    record Case(String options, int mutators, int deepest, int steps) {
    }

    static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        for (Barrier barrier : Barrier.values()) {
            for (String background : new String[] {"on", "off"}) {
                for (int mutators : new int[] {1, 3}) {
                    String options = "roots=256k,barrier=" + barrier.key() + ",background=" + background;
                    all.add(new Case("heap=16m," + options, mutators, DEEPEST / mutators, STEPS / mutators));
                    all.add(new Case("heap=8m,encoding=nan-boxing,stress=1,verify=after-gc," + options, mutators, 2_000, STEPS / 150 / mutators));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stackAgreesWithModel(Case how) {
        long seed = Seeds.next();
        long collections = Seeds.run(seed, () -> {
            try (Heap heap = Heap.open(how.options())) {
                MutatorThreads.run(how.mutators(), index -> {
                    try (Mutator mutator = heap.attach()) {
                        DeepStack stack = new DeepStack(mutator, seed + index, how.deepest());
                        stack.run(how.steps());
                        stack.compareAll();
                        heap.collect();
                        stack.compareAll();
                    }
                });
                heap.verify();
                return heap.statistics().collections();
            }
        });
        assertTrue(collections > 10, () -> "too few collections to mean anything: " + collections);
    }
}

package org.tospace.gc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.tospace.gc.testing.GraphRun;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.WeakGraph;

/** Graphs and weak references that must agree with their models, in heaps of several kinds; the main class of child JVMs. Argument: a seed. */
final class OtherProcessorProgram {
    private static final int MUTATORS = 3;
    private static final int STEPS = 12_000;
    private static final int STEPS_UNDER_STRESS = 150;
    private static final int WEAK_STEPS = 8_000;
    private static final int ROUNDS = 8;

    private OtherProcessorProgram() {
    }

    /** Objects with and without slots from a page on stay where they are; with {@code large=0} they are copied, also the longest. */
    private static List<String> heaps() {
        List<String> heaps = new ArrayList<>();
        for (String background : List.of("on", "off")) {
            for (String large : List.of("4k", "0")) {
                for (String encoding : List.of("low-bits", "nan-boxing")) {
                    heaps.add("heap=4m,page=4k,verify=after-gc,barrier=checked,background=" + background + ",large=" + large + ",encoding=" + encoding);
                }
            }
        }
        return heaps;
    }

    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[0]);
        long collections = 0;
        for (String heap : heaps()) {
            collections += GraphRun.run(HeapOptions.parse(heap), MUTATORS, seed, STEPS).collections();
            collections += GraphRun.run(HeapOptions.parse(heap + ",stress=1"), MUTATORS, seed, STEPS_UNDER_STRESS).collections();
        }
        int cleared = weak(HeapOptions.parse("heap=1m,page=4k,barrier=checked"), seed, WEAK_STEPS)
                + weak(HeapOptions.parse("heap=1m,page=4k,barrier=checked,stress=1,verify=after-gc"), seed, WEAK_STEPS / 20);
        System.out.println("agreed, collections: " + collections + ", weak references cleared: " + cleared);
        if (collections < 1000 || cleared < 20) {
            throw new AssertionError("too few to mean anything");
        }
    }

    private static int weak(HeapOptions options, long seed, int steps) {
        AtomicInteger cleared = new AtomicInteger();
        try (Heap heap = Heap.open(options)) {
            MutatorThreads.run(MUTATORS, index -> {
                try (Mutator mutator = heap.attach(); WeakGraph graph = new WeakGraph(mutator, seed + index)) {
                    for (int i = 0; i < ROUNDS; i++) {
                        graph.run(steps / ROUNDS);
                        graph.collectAndCompare();
                    }
                    cleared.addAndGet(graph.cleared());
                }
            });
            heap.verify();
        }
        return cleared.get();
    }
}

package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.testing.Configuration;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;
import org.tospace.gc.testing.WeakGraph;

/** Weak references of every kind agree with a model that knows what is reachable, whatever the heap's options. */
class WeakGraphTest {
    private static final int STEPS = Integer.getInteger("tospace.test.weakSteps", 30_000);

    static List<Configuration> configurations() {
        List<Configuration> all = new ArrayList<>();
        for (Configuration plain : Configuration.all(1 << 20)) {
            if (plain.options().pageBytes() == 4 << 10) {
                all.add(plain);
                if (plain.options().encoding() == ReferenceEncoding.LOW_BITS) {
                    all.add(new Configuration(plain.options().toBuilder().stress(1).verification(Verification.AFTER_GC).build(), plain.mutators()));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void weakReferencesAgreeWithModel(Configuration configuration) {
        long seed = Seeds.next();
        int share = configuration.options().stress() != 0 ? 10 * configuration.mutators() : configuration.mutators();
        AtomicInteger cleared = new AtomicInteger();
        AtomicInteger polled = new AtomicInteger();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open(configuration.options())) {
                MutatorThreads.run(configuration.mutators(), index -> {
                    try (Mutator mutator = heap.attach(); WeakGraph graph = new WeakGraph(mutator, seed + index)) {
                        for (int i = 0; i < 20; i++) {
                            graph.run(STEPS / 20 / share);
                            graph.collectAndCompare();
                        }
                        cleared.addAndGet(graph.cleared());
                        polled.addAndGet(graph.polled());
                    }
                });
                heap.verify();
            }
            return null;
        });
        assertTrue(cleared.get() > 20, () -> "too few cleared to mean anything: " + cleared);
        assertTrue(polled.get() > 2, () -> "too few polled to mean anything: " + polled);
    }
}

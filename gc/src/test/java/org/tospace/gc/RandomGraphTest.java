package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.testing.Configuration;
import org.tospace.gc.testing.GraphRun;
import org.tospace.gc.testing.Seeds;

/** Random graphs agree with a model of plain Java objects, whatever the heap's options. */
class RandomGraphTest {
    private static final int STEPS = Integer.getInteger("tospace.test.steps", 40_000);

    static List<Configuration> configurations() {
        return Configuration.all(4 << 20);
    }

    static List<Configuration> stressed() {
        List<Configuration> all = new ArrayList<>();
        for (Configuration plain : Configuration.all(4 << 20)) {
            boolean worthwhile = plain.options().pageBytes() != 16 << 10 && plain.options().encoding() == ReferenceEncoding.LOW_BITS;
            if (worthwhile) {
                for (int stress : new int[] {1, 7}) {
                    all.add(new Configuration(plain.options().toBuilder().stress(stress).verification(Verification.AFTER_GC).build(),
                            plain.mutators()));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void graphAgreesWithModel(Configuration configuration) {
        long seed = Seeds.next();
        HeapStatistics statistics = Seeds.run(seed, () -> GraphRun.run(configuration.options(), configuration.mutators(), seed, STEPS));
        assertTrue(statistics.collections() > 3, () -> "too few collections to mean anything: " + statistics);
    }

    @ParameterizedTest
    @MethodSource("stressed")
    void graphAgreesWithModelUnderStress(Configuration configuration) {
        long seed = Seeds.next();
        int steps = (int) (STEPS / 100 * configuration.options().stress() / configuration.mutators());
        HeapStatistics statistics = Seeds.run(seed, () -> GraphRun.run(configuration.options(), configuration.mutators(), seed, steps));
        assertTrue(statistics.collections() > 50, () -> "too few collections to mean anything: " + statistics);
    }
}

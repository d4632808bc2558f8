package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.testing.ChildJvm;

/** Random graphs agree with the model under each of the JVM's collectors, without and with compilation, and under its checks. */
class JvmFlagsTest {
    private static final String SECONDS = System.getProperty("tospace.test.seconds", "1");
    private static final List<String> FLAGS = List.of("-XX:+UseG1GC", "-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseZGC", "-XX:+UseShenandoahGC",
            "-Xint", "-Xcomp -XX:CompileCommand=quiet -XX:CompileCommand=compileonly,org.tospace.*::*", "-Xcheck:jni", "-XX:TieredStopAtLevel=1",
            "-XX:-TieredCompilation", "-XX:+UseSystemMemoryBarrier");

    static List<Arguments> flags() {
        List<Arguments> all = new ArrayList<>();
        for (String flag : FLAGS) {
            for (Barrier barrier : Barrier.values()) {
                all.add(Arguments.of(flag, barrier));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("flags")
    void graphAgreesWithModel(String flags, Barrier barrier) {
        long seed = Seeds.next();
        ChildJvm.Result result = ChildJvm.of(GraphProgram.class).flags(flags.split(" ")).limit(Duration.ofSeconds(90))
                .arguments("heap=2m,page=4k,barrier=" + barrier.key(), SECONDS, Long.toString(seed)).run();
        // Not every build of the JVM has every collector.
        assumeTrue(!result.output().contains("not supported"), flags);
        result.requireExit(0).requireOutput("agreed, collections: ");
        assertEquals("", result.crashReport());
    }
}

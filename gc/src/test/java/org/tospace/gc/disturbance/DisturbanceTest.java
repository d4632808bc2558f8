package org.tospace.gc.disturbance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.testing.ChildJvm;

/**
 * Traps, collections of both heaps, deoptimisation, thread dumps and class loading all at once never hang, whichever way the JVM runs.
 * What each run counted is added to {@code target/disturbances.txt}.
 */
class DisturbanceTest {
    /** How long the first run takes at least, the others a tenth of it; 600 in the profile {@code long}. */
    private static final long SECONDS = Long.getLong("tospace.test.disturbance.seconds", 1);
    private static final long LEAST_DEOPTIMISATIONS = 10;
    /** More than any run needs on a busy machine, where one collection of the JVM may take seconds: who takes longer hangs. */
    private static final long GRACE_SECONDS = 600;
    private static final Path REPORT = Path.of("target", "disturbances.txt");

    private static final String XCOMP = "-Xcomp -XX:CompileCommand=quiet -XX:CompileCommand=compileonly,org.tospace.*::*";
    private static final Pattern NUMBER = Pattern.compile("deoptimisations (\\d+), samples (\\d+)");

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"trap;on;-XX:+UseG1GC", "trap;off;-XX:+UseZGC", "trap;on;-XX:+UseSerialGC -Xbatch", "trap;off;-XX:+UseParallelGC",
        "trap;on;-Xint"})
    void trapsGoOnBesideWhateverTheJvmDoesToThreads(String barrier, String background, String flags) throws IOException {
        run(barrier, background, flags);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"trap;off;" + XCOMP, "trap;off;-XX:-TieredCompilation", "upcall;on;-XX:+UseG1GC", "checked;on;-XX:+UseG1GC"})
    void moreWaysToRunInTheLongProfile(String barrier, String background, String flags) throws IOException {
        assumeTrue(SECONDS > 1, "for the profile long");
        run(barrier, background, flags);
    }

    private static void run(String barrier, String background, String flags) throws IOException {
        long seconds = barrier.equals("trap") && flags.equals("-XX:+UseG1GC") ? SECONDS : Math.max(1, SECONDS / 10);
        // One cycle of ZGC takes seconds when its few threads have to share the processors with so many.
        long least = flags.contains("ZGC") ? 1 : 10;
        long limit = seconds + GRACE_SECONDS;
        String options = "heap=4m,page=4k,barrier=" + barrier + ",background=" + background;
        long seed = Seeds.next();
        ChildJvm.Result result = ChildJvm.of(DisturbanceProgram.class).flags(flags.split(" ")).flags("-Xmx128m", "-Dtospace.test.limit=" + limit)
                .limit(Duration.ofSeconds(limit + 60)).arguments(options, Long.toString(seconds), Long.toString(least), Long.toString(seed)).run();
        result.requireExit(0);
        assertEquals("", result.crashReport());
        report(seconds + " s, " + flags + ", " + options + ", " + Seeds.describe(seed) + ":\n    " + result.output());
        Matcher counted = NUMBER.matcher(result.output());
        assertTrue(counted.find(), result::toString);
        assertTrue(flags.equals("-Xint") || Long.parseLong(counted.group(1)) >= LEAST_DEOPTIMISATIONS, result::toString);
        assertTrue(Long.parseLong(counted.group(2)) > 0, result::toString);
    }

    private static void report(String text) throws IOException {
        Files.writeString(REPORT, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

package org.tospace.runtime.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tospace.runtime.testing.ChildJvm;

/** What may crash or depends on flags of the JVM, each in a JVM of its own. */
class ChildJvmTest {

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation", "-XX:+TieredCompilation"})
    void everyWildAccessOfPlainJavaBecomesAnInternalError(String flag) {
        ChildJvm.of(WildAccessChild.class).flags(flag).arguments("20000").run().requireExit(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation", "-XX:+TieredCompilation", "-XX:+UseZGC"})
    void soDoesOneOutsideAllRegionsAndTheJvmsOwnFaultsAreLeftToIt(String flag) {
        ChildJvm.of(OutsideAccessChild.class).flags(flag).arguments("20000").run().requireExit(0);
    }

    @Test
    void oneOfNativeCodeOutsideAllRegionsIsTheJvmsCrash() {
        ChildJvm.Result result = ChildJvm.of(NativeOutsideAccessChild.class).run();
        assertNotEquals(0, result.exitCode(), result::toString);
        assertTrue(result.crashReport().contains("SIGSEGV") && result.crashReport().contains("si_addr: 0x0000000000000008"), result::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-Xcomp -XX:CompileCommand=quiet -XX:CompileCommand=compileonly,org.tospace.*::*", "-XX:+TieredCompilation"})
    void nullPointersAndStackOverflowsStillWorkBesideTraps(String flags) {
        ChildJvm.of(JvmSignalsChild.class).flags(flags.split(" ")).run().requireExit(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseShenandoahGC"})
    void collectionsOfTheJvmRunBesideTraps(String flag) {
        ChildJvm.of(CollectionsChild.class).flags(flag, "-Xmx128m").run().requireExit(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:+TieredCompilation"})
    void aTrapWithoutEnoughStackIsAStackOverflowError(String flag) {
        ChildJvm.of(DeepStackChild.class).flags(flag).run().requireExit(0);
    }

    @Test
    void threadsTrapAtTheSameTime() {
        ChildJvm.of(ThreadsChild.class).run().requireExit(0);
    }

    @Test
    void checkJniFindsNothingButTheSignalHandler() {
        ChildJvm.Result result = ChildJvm.of(ThreadsChild.class).flags("-Xcheck:jni").run().requireExit(0);
        assertTrue(result.output().lines().noneMatch(line -> line.startsWith("FATAL") || line.startsWith("WARNING")),
                result::toString);
    }

    @Test
    void anothersHandlerIsLeftStandingAndOursStaysBehindIt() {
        ChildJvm.of(OthersHandlerChild.class).run().requireExit(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void withoutAPreviousHandlerAFaultThatIsNotOursIsDeadly(long handler) {
        ChildJvm.Result result = ChildJvm.of(NoPreviousHandlerChild.class).arguments(Long.toString(handler)).run();
        assertEquals(128 + 11, result.requireOutput("served").exitCode(), result::toString);
    }

    @Test
    void aWildAccessOfNativeCodeIsACrashThatSaysWhy() {
        ChildJvm.Result result = ChildJvm.of(NativeWildAccessChild.class).run();
        assertNotEquals(0, result.exitCode(), result::toString);
        assertTrue(result.crashReport().contains("SIGBUS"), result::toString);
    }

    @Test
    void closingARegionInItsOwnHandlerIsAnErrorNotAHang() {
        ChildJvm.of(CloseInHandlerChild.class).run().requireExit(0);
    }
}

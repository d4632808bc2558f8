package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tospace.gc.HeapFailureProgram.Cause.COPY_AREA;
import static org.tospace.gc.HeapFailureProgram.Cause.FILLER;
import static org.tospace.gc.HeapFailureProgram.Cause.MAPPINGS;
import static org.tospace.gc.HeapFailureProgram.Cause.SEEMS_BUSY;
import static org.tospace.gc.HeapFailureProgram.Cause.SEEMS_LARGE;
import static org.tospace.gc.HeapFailureProgram.Cause.ZEROS;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.runtime.testing.ChildJvm;

/** What ends a heap for good ends it with a sentence at every safepoint: no crash, no hang, and nothing is read that is not right. */
class HeapFailureTest {
    /** So that the JVM itself wants as few mappings as can be while there are none. */
    private static final String[] FRUGAL = {"-XX:+UseSerialGC", "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:-UseDynamicNumberOfCompilerThreads",
        "-XX:ReservedCodeCacheSize=32m", "-XX:InitialCodeCacheSize=32m"};
    /** The JVM wanted a mapping when there was none, and ended before the heap did: nothing is shown. */
    private static final String JVM_REFUSED = "There is insufficient memory for the Java Runtime Environment to continue";
    private static final int ATTEMPTS = 5;
    private static final String OPTIONS = "heap=8m,page=4k,barrier=";

    private static ChildJvm.Result run(String options, HeapFailureProgram.Cause... causes) {
        ChildJvm.Result result;
        int attempts = 0;
        do {
            attempts++;
            result = ChildJvm.of(HeapFailureProgram.class).flags(FRUGAL).arguments(OPTIONS + options)
                    .arguments(Stream.of(causes).map(Enum::name).toArray(String[]::new)).limit(Duration.ofSeconds(60)).run();
        } while (attempts < ATTEMPTS && result.output().contains(JVM_REFUSED));
        assertEquals("", result.requireExit(0).crashReport());
        return result;
    }

    private static void requireRefusal(ChildJvm.Result result, HeapFailureProgram.Cause cause, String sentence) {
        String refused = cause + ": refused \\d+, because the heap cannot be collected any more: " + sentence;
        assertTrue(Pattern.compile(refused).matcher(result.output()).find(), () -> refused + "\n" + result);
    }

    @ParameterizedTest
    @CsvSource({"trap", "upcall"})
    void refusedOpeningAtTheLimitOnMappingsEndsTheHeapWithASentence(String barrier) {
        requireRefusal(run(barrier + ",protection=mprotect,background=off", MAPPINGS), MAPPINGS, "the system refused to open the page at 0x[0-9a-f]+, "
                + "error 12 \\(ENOMEM\\): the process has too many mappings, lower maps= or raise vm.max_map_count");
    }

    @ParameterizedTest
    @CsvSource({"guard", "userfaultfd"})
    void otherProtectionsGoOnWithNoMappingToSpare(String protection) {
        assumeTrue(isAvailable(Protection.parse(protection)), protection);
        run("trap,background=off,protection=" + protection, MAPPINGS).requireOutput("MAPPINGS: went on, objects 3001");
    }

    private static boolean isAvailable(Protection protection) {
        try {
            protection.require();
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void fullCopyAreaOrSlotThatNamesNoObjectEndsTheHeapWithASentence(Barrier barrier) {
        ChildJvm.Result result = run(barrier.key() + ",background=off", COPY_AREA, ZEROS, SEEMS_BUSY, FILLER, SEEMS_LARGE);
        requireRefusal(result, COPY_AREA, "no addresses left to copy ");
        for (HeapFailureProgram.Cause cause : List.of(ZEROS, SEEMS_BUSY, FILLER, SEEMS_LARGE)) {
            requireRefusal(result, cause, "a slot or root held 0x[0-9a-f]+, which is no object \\(its header reads 0x" + Long.toHexString(cause.word()));
        }
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void whatTheBackgroundThreadMeetsIsThrownByAMutatorsPoll(Barrier barrier) {
        run(barrier.key() + ",background=on", ZEROS).requireOutput("polled, because the heap cannot be collected any more: a slot or root held 0x");
    }

    @ParameterizedTest
    @EnumSource(Barrier.class)
    void rootThatNamesNoObjectIsReportedByTheFlip(Barrier barrier) {
        try (Heap heap = Heap.open(OPTIONS + barrier.key()); Mutator mutator = heap.attach()) {
            long object = mutator.allocate(1, 0, 64);
            mutator.roots().push(object + 16);
            HeapFailureException failure = assertThrows(HeapFailureException.class, () -> heap.collector().flip(mutator.port(), mutator.port().agent(), 0));
            assertTrue(failure.getMessage().contains("a slot or root held 0x" + Long.toHexString(object + 16)), failure::getMessage);
            assertEquals(object + 16, mutator.roots().peek());
            assertThrows(HeapFailureException.class, mutator::poll);
            assertThrows(HeapFailureException.class, heap::collect);
        }
    }
}

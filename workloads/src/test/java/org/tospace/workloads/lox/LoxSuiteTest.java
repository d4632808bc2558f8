package org.tospace.workloads.lox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tospace.gc.HeapOptions;
import org.tospace.workloads.lox.suite.Suite;

/** Our own programs, in every way that a heap can be. A reference that was kept past a safepoint fails under stress, where references are tested. */
class LoxSuiteTest {
    private static final Path PROGRAMS = Path.of(System.getProperty("user.dir"), "src/test/resources/lox");

    @ParameterizedTest
    @ValueSource(strings = {"heap=2m", "heap=2m,barrier=upcall", "heap=2m,barrier=checked", "heap=16m,stress=1",
        "heap=16m,stress=1,barrier=upcall", "heap=16m,stress=1,barrier=checked", "heap=16m,stress=7,verify=after-gc"})
    void allDoAsTheySay(String heap) throws Exception {
        Suite suite = new Suite(LoxHeap.with(HeapOptions.parse(heap)), Set.of());
        List<Suite.Failure> failures = new ArrayList<>();
        Suite.Summary summary = LoxThread.call(() -> suite.run(suite.programs(PROGRAMS), failures::add));
        assertEquals(List.of(), failures);
        assertTrue(summary.passed() >= 12 && summary.expectations() >= 79, summary.toString());
    }
}

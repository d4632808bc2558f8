package org.tospace.workloads.lox.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tospace.gc.HeapOptions;
import org.tospace.workloads.lox.LoxHeap;
import org.tospace.workloads.lox.LoxThread;

class SuiteTest {
    @TempDir
    private Path folder;
    private final List<Suite.Failure> failures = new ArrayList<>();

    private Suite.Summary run(String... programs) throws Exception {
        for (int i = 0; i < programs.length; i++) {
            Files.writeString(folder.resolve(i + ".lox"), programs[i]);
        }
        Suite suite = new Suite(LoxHeap.with(HeapOptions.parse("heap=1m")), Set.of("skipped"));
        return LoxThread.call(() -> suite.run(suite.programs(folder), failures::add));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "print 1; // expect: 2",
        "print 1;",
        "// expect: 1",
        "print 1; print 2; // expect: 1",
        "print nil + 1; // expect runtime error: Operands must be numbers.",
        "\nprint nil + 1;\n// expect runtime error: Operands must be two numbers or two strings.",
        "print 1; // expect runtime error: Never.",
        "nil + 1;",
        "print ;",
        "print ; // Error at ';': Other.",
        "print 1; // Error at ';': Expect expression.",
        "print 1; // expect: 1\n// [line 7] Error: Never.",
        "print ;\n// [java line 1] Error at ';': Expect expression."})
    void aProgramThatDoesOtherwiseFails(String program) throws Exception {
        assertEquals(new Suite.Summary(0, 1, run(program).expectations()), run(program));
        assertTrue(failures.stream().noneMatch(failure -> failure.differences().isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "print 1; // expect: 1",
        "print \"\"; // expect:",
        "print nil + 1; // expect runtime error: Operands must be two numbers or two strings.",
        "print ; // Error at ';': Expect expression.",
        "print ;\n// [line 1] Error at ';': Expect expression.",
        "print ;\n// [c line 1] Error at ';': Expect expression.\n// [java line 1] Error at ';': Other."})
    void aProgramThatDoesAsItSaysPasses(String program) throws Exception {
        assertEquals(1, run(program).passed(), failures::toString);
    }

    @Test
    void whatIsNoTestIsNotRun() throws Exception {
        Files.createDirectory(folder.resolve("skipped"));
        Files.writeString(folder.resolve("skipped/a.lox"), "print 1;");
        Files.writeString(folder.resolve("other.txt"), "print 1;");
        assertEquals(new Suite.Summary(1, 0, 0), run("// nontest\nprint 1;", ""));
    }
}

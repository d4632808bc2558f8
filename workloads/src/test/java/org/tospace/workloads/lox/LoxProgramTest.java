package org.tospace.workloads.lox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tospace.gc.HeapOptions;

class LoxProgramTest {
    @TempDir
    private Path folder;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String heap, String source) throws IOException {
        Path script = Files.writeString(folder.resolve("script.lox"), source);
        return new LoxProgram(HeapOptions.parse(heap), output, errors).run(script, false);
    }

    private String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void textGoesOutAsItCameIn() throws IOException {
        assertEquals(0, run("heap=1m", "print \"gr\u00fc\u00dfe \u2192 \" + \"\ud83d\udc4b\";"));
        assertEquals("gr\u00fc\u00dfe \u2192 \ud83d\udc4b\n", output());
    }

    @Test
    void compileErrorsEndWith65() throws IOException {
        assertEquals(65, run("heap=1m", "var 1;\nprint 2;\n(;"));
        assertEquals("[line 1] Error at '1': Expect variable name.\n[line 3] Error at ';': Expect expression.\n", errors());
        assertEquals("", output());
    }

    @Test
    void runtimeErrorsEndWith70AndTellTheStackOfCalls() throws IOException {
        assertEquals(70, run("heap=1m", """
                class A {
                  init(x) { this.x = x(); }
                  method() { return A(nil); }
                }
                fun f(a) {
                  return a.
                    method();
                }
                fun ok() {}
                print f(A(ok));
                """));
        assertEquals("""
                Can only call functions and classes.
                [line 2] in init()
                [line 3] in method()
                [line 7] in f()
                [line 10] in script
                """, errors());
    }

    @Test
    void wrongNumbersOfArgumentsAreTheCallersFault() throws IOException {
        assertEquals(70, run("heap=1m", "fun f(a, b, c, d, e, f) {}\nfun g() {\n  f(1, 2, 3, 4, 5);\n}\ng();"));
        assertEquals("Expected 6 arguments but got 5.\n[line 3] in g()\n[line 5] in script\n", errors());
    }

    @Test
    void aFullHeapIsARuntimeErrorOfTheProgram() throws IOException {
        assertEquals(70, run("heap=1m", "class A {}\nvar list;\nfun grow() {\n  while (true) { var a = A(); a.next = list; list = a; }\n}\ngrow();"));
        assertTrue(errors().matches("Out of memory\\.\n\\[line 4] in grow\\(\\)\n\\[line 6] in script\n"), errors());
    }

    @Test
    void endlessRecursionIsARuntimeErrorWhoseTraceIsShortened() throws IOException {
        assertEquals(70, run("heap=1m", "fun f() {\n  f();\n}\nf();"));
        List<String> lines = errors().lines().toList();
        assertEquals("Stack overflow.", lines.getFirst());
        assertEquals("[line 2] in f()", lines.get(1));
        assertTrue(lines.get(33).matches("\\.\\.\\. \\d{5,} more"), lines.get(33));
        assertEquals("[line 4] in script", lines.getLast());
        assertEquals(66, lines.size());
    }

    @Test
    void aFileThatCannotBeReadEndsWith74() throws IOException {
        Path missing = folder.resolve("missing.lox");
        assertEquals(74, new LoxProgram(HeapOptions.parse("heap=1m"), output, errors).run(missing, false));
        assertEquals("Could not open file \"" + missing + "\".\n", errors());
    }

    /** A stream that takes nothing. */
    private static OutputStream broken(String reason) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aProgramThatPrintsForEverEndsWithItsReader() throws IOException {
        Path script = Files.writeString(folder.resolve("script.lox"), "while (true) print \"y\";");
        assertEquals(74, new LoxProgram(HeapOptions.parse("heap=1m"), broken("Broken pipe"), errors).run(script, false));
        assertEquals("Could not write output: Broken pipe.\n", errors());
    }

    @Test
    void outputThatIsLostIsNoSuccess() throws IOException {
        Path script = Files.writeString(folder.resolve("script.lox"), "print 1;");
        assertEquals(74, new LoxProgram(HeapOptions.parse("heap=1m"), broken("No space left on device"), errors).run(script, false));
        assertEquals("Could not write output: No space left on device.\n", errors());
    }

    @Test
    void aPromptGoesOnAfterErrorsAndRemembers() throws IOException {
        Iterator<String> lines = List.of("var a = \"x\";", "print a +;", "fun f() { return b; }", "f();", "var b = a + \"y\";", "print f();",
                "class A { m() { return a; } }", "class B < A {}", "print B().m();").iterator();
        int code = new LoxProgram(HeapOptions.parse("heap=1m,stress=1"), output, errors)
                .prompt(() -> lines.hasNext() ? lines.next() : null, false);
        assertEquals(0, code);
        assertEquals("xy\nx\n", output());
        assertEquals("[line 1] Error at ';': Expect expression.\nUndefined variable 'b'.\n[line 1] in f()\n[line 1] in script\n", errors());
    }

    @Test
    void statisticsAreWrittenWhenAskedFor() throws IOException {
        Path script = Files.writeString(folder.resolve("script.lox"), "print 1;");
        assertEquals(0, new LoxProgram(HeapOptions.parse("heap=1m"), output, errors).run(script, true));
        assertTrue(errors().matches("(?s)\\d+ collections, .*bytes allocated, .*bytes copied\n"), errors());
    }

    @Test
    void aFunctionOfAnySizeRuns() throws IOException {
        StringBuilder source = new StringBuilder("fun f(a, s) {\n  var b = 0; var text = s + s;\n  fun get() { return b; }\n");
        source.append("  b = b + a; a = b - a; { var c = b; a = c; }\n".repeat(2_000));
        source.append("  while (true) {\n").append("    a; b; { var t = text + s; }\n".repeat(3_000));
        source.append("    if (get() == a) return text;\n  }\n}\nprint f(1, \"x\");\n");
        assertEquals(0, run("heap=1m,stress=500", source.toString()), this::errors);
        assertEquals("xx\n", output());
    }
}

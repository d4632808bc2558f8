package org.tospace.gc.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.Barrier;

/**
 * {@code docs/embedding.md} is {@code docs/Lisp.java} in parts, in order, with a blank line between ({@code java} blocks); after each part all so far
 * is a class that compiles. A {@code java try} block is a method of the class so far, and the {@code text} block behind it is what it prints. A
 * {@code console} block is a session with the whole program.
 */
class EmbeddingPageTest {
    private static final String PAGE = "embedding.md";
    private static final String PROGRAM = "Lisp.java";
    private static final String PROMPT = "> ";

    private static List<CodeBlock> blocks(String info) {
        List<CodeBlock> blocks = CodeBlock.of(PAGE).stream().filter(block -> block.info().equals(info)).toList();
        assertTrue(!blocks.isEmpty(), PAGE + " has no block of the kind " + info);
        return blocks;
    }

    @Test
    void thePartsOfThePageAreTheProgram() {
        assertEquals(CodeBlock.read(PROGRAM), blocks("java").stream().map(CodeBlock::text).collect(Collectors.joining("\n")));
    }

    @Test
    void theProgramIsAsLongAsThePageSays() {
        long lines = CodeBlock.read(PROGRAM).lines().filter(line -> !line.matches("[ }]*|.*/\\*\\*.*")).count();
        assertTrue(CodeBlock.read(PAGE).contains("some " + Math.round(lines / 10.0) * 10 + " lines of code"),
                "the program has " + lines + " lines that are neither empty, nor a brace, nor a comment");
    }

    @Test
    void whatThePageTriesPrintsWhatItSays() throws Exception {
        StringBuilder program = new StringBuilder();
        List<CodeBlock> blocks = CodeBlock.of(PAGE);
        int tried = 0;
        for (int i = 0; i < blocks.size(); i++) {
            CodeBlock block = blocks.get(i);
            if (block.info().equals("java")) {
                program.append(block.text()).append('\n');
                SourceCompiler.compile(Map.of("Lisp", closed(program.toString(), "")));
            } else if (block.info().equals("java try")) {
                String attempt = "public static void attempt() throws Exception {\n" + block.text() + "}\n";
                Class<?> type = SourceCompiler.compile(Map.of("Lisp", closed(program.toString(), attempt))).loadClass("Lisp");
                CodeBlock expected = blocks.get(i + 1);
                assertTrue(expected.info().startsWith("text"), PAGE + ":" + block.line() + " does not say what is printed");
                String output = Output.of(type, "attempt", "");
                if (expected.info().equals("text numbers vary")) {
                    assertEquals(Output.withoutNumbers(expected.text()), Output.withoutNumbers(output), PAGE + ":" + expected.line());
                } else {
                    assertEquals(Output.withoutAddresses(expected.text()), Output.withoutAddresses(output), PAGE + ":" + expected.line());
                }
                tried++;
            }
        }
        assertTrue(tried > 5, "the page tries less than it did: " + tried);
    }

    /** The class so far with a method more: the last part has the brace that ends it. */
    private static String closed(String program, String method) {
        String body = program.stripTrailing();
        return (body.endsWith("\n}") ? body.substring(0, body.length() - 1) : body) + "\n" + method + "}\n";
    }

    @ParameterizedTest
    @CsvSource({"TRAP, 0", "UPCALL, 0", "CHECKED, 0", "TRAP, 1", "UPCALL, 1", "CHECKED, 1", "TRAP, 7", "UPCALL, 7", "CHECKED, 7"})
    void sessionsGoAsPrintedWithEveryBarrierAndUnderStress(Barrier barrier, int stress) throws Exception {
        String options = "heap=1m,verify=after-gc,barrier=" + barrier.key() + ",stress=" + stress;
        for (CodeBlock session : blocks("console")) {
            assertEquals(answers(session), Output.of(program(), "main", inputs(session), (Object) new String[] {options}),
                    PAGE + ":" + session.line());
        }
    }

    @ParameterizedTest
    @CsvSource({"TRAP", "UPCALL", "CHECKED"})
    void whatEndsInAnErrorLeavesTheInterpreterAsItWas(Barrier barrier) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("(define grow (lambda (list) (grow (cons list list))))");
        lines.add("(define fill (lambda (n list) (if (eq n 0) list (fill (- n 1) (cons n list)))))");
        lines.add("(define forever (lambda (list) (forever (fill 100 list))))");
        for (int i = 0; i < 3; i++) {
            lines.addAll(List.of("(grow 1)", "(forever 1)", "(+ 1 (car (quote (a))))", "(", "(fill 3 (quote ()))"));
        }
        Class<?> type = program();
        StringBuilder output = new StringBuilder();
        Thread thread = new Thread(null, () -> {
            try {
                output.append(Output.of(type, "main", String.join("\n", lines), (Object) new String[] {"heap=256k,barrier=" + barrier.key()}));
            } catch (Exception e) {
                output.append(e);
            }
        }, "lisp", 1 << 20);
        thread.start();
        thread.join();
        List<String> answers = output.toString().lines().toList();
        assertEquals(lines.size(), answers.size(), output.toString());
        for (int i = 3; i < lines.size(); i += 5) {
            assertTrue(answers.get(i).matches("error: (too deep|heap exhausted: .*)"), answers.get(i));
            assertTrue(answers.get(i + 1).matches("error: (too deep|heap exhausted: .*)"), answers.get(i + 1));
            assertEquals(List.of("error: a number is wanted", "error: a list does not end", "(1 2 3)"), answers.subList(i + 2, i + 5));
        }
    }

    private static Class<?> program() throws ClassNotFoundException {
        return SourceCompiler.compile(Map.of("Lisp", CodeBlock.read(PROGRAM))).loadClass("Lisp");
    }

    private static String inputs(CodeBlock session) {
        return session.text().lines().filter(line -> line.startsWith(PROMPT)).map(line -> line.substring(PROMPT.length()) + "\n")
                .collect(Collectors.joining());
    }

    private static String answers(CodeBlock session) {
        return session.text().lines().filter(line -> !line.startsWith(PROMPT)).map(line -> line + "\n").collect(Collectors.joining());
    }
}

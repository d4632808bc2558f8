package org.tospace.gc.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tospace.gc.Barrier;
import org.tospace.gc.Heap;

/**
 * The code in {@code docs/rules.md} compiles. Under stress and with every barrier, what is right runs; what is wrong ends, or prints, as the page says; what
 * goes unnoticed is compiled only.
 */
class RulesPageTest {
    private static final String PAGE = "rules.md";
    private static final List<CodeBlock> BLOCKS = CodeBlock.of(PAGE);
    private static ClassLoader classes;

    @BeforeAll
    static void compile() {
        Map<String, String> sources = new HashMap<>();
        for (CodeBlock block : BLOCKS) {
            if (block.info().startsWith("java")) {
                String suppress = block.info().endsWith("unnoticed") ? "@SuppressWarnings(\"restricted\") " : "";
                sources.put(name(block), Example.ofStatements(name(block), block.text()).replace("@Override", suppress + "@Override"));
            }
        }
        classes = SourceCompiler.compile(sources);
    }

    private static String name(CodeBlock block) {
        return "Line" + block.line();
    }

    @Test
    void everyWrongIsFollowedByARight() {
        List<String> kinds = BLOCKS.stream().map(CodeBlock::info).filter(info -> !info.equals("text")).toList();
        assertTrue(kinds.size() >= 22, "the page has fewer examples than it had: " + kinds.size());
        for (int i = 0; i < kinds.size(); i += 2) {
            assertTrue(kinds.get(i).startsWith("java wrong"), kinds.get(i));
            assertEquals("java right", kinds.get(i + 1));
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsRightRunsUnderStress() {
        return BLOCKS.stream().filter(block -> block.info().equals("java right")).flatMap(block -> Stream.of(Barrier.values())
                .map(barrier -> dynamicTest(PAGE + ":" + block.line() + " " + barrier, () -> assertEquals("", problem(block, barrier)))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongIsFoundAsThePageSays() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < BLOCKS.size(); i++) {
            CodeBlock block = BLOCKS.get(i);
            if (block.info().equals("java wrong")) {
                CodeBlock expected = BLOCKS.get(i + 1);
                assertEquals("text", expected.info(), PAGE + ":" + block.line());
                for (Barrier barrier : Barrier.values()) {
                    tests.add(dynamicTest(PAGE + ":" + block.line() + " " + barrier,
                            () -> assertEquals(comparable(expected.text()), comparable(problem(block, barrier)))));
                }
            }
        }
        return tests.stream();
    }

    private static String comparable(String text) {
        return Output.withoutAddresses(text).replaceAll("(java|org)(\\.[a-z]+)+\\.", "").replaceAll("Thread-[0-9]+", "Thread-N").strip();
    }

    /** What an example throws, or one of its threads. */
    private static String problem(CodeBlock block, Barrier barrier) throws Exception {
        Example example = (Example) classes.loadClass(name(block)).getDeclaredConstructor().newInstance();
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(output, true, StandardCharsets.UTF_8);
                Heap heap = Heap.open("heap=1m,stress=1,verify=after-gc,barrier=" + barrier.key())) {
            System.setOut(captured);
            example.run(heap);
        } catch (RuntimeException e) {
            return e.toString();
        } finally {
            System.setOut(before);
        }
        return block.info().equals("java wrong") ? output.toString(StandardCharsets.UTF_8) : "";
    }
}

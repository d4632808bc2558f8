package org.tospace.workloads.lox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.HeapOptions;

/** Programs of many levels, in each way that one thing can be in another. */
class NestingTest {
    private static final int ADMITTED_LEVELS = 2_000;
    private static final int TOO_MANY_LEVELS = 300_000;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String source) throws IOException {
        Path script = Files.writeString(folder.resolve("script.lox"), source);
        return new LoxProgram(HeapOptions.parse("heap=1m"), output, errors).run(script, false);
    }

    /** A line is: what comes before the first level, a level's beginning, the innermost, a level's end, what follows, and what it is to say. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            print|(|1|)|;|1
            print|--|1||;|1
            print|!!|true||;|true
            {var a = 1; print|a + (|a|)|;}|2001
            {var a = 1; print|`a = `|a||;}|1
            {var a = 1; print|`a and `|a||;}|1
            {var a; print|`a or `|a||;}|nil
            {fun f(a) {return a;} print|f(|1|)|;}|1
            |{|print 1;|}||1
            |`if (true) `|print 1;|||1
            {var a; |`if (a) a; else `|print 1;||}|1
            |while (true) {|return 1;|}||[line 2] Error at 'return': Can't return from top-level code.
            |fun f() {|print 1;|f();}||
            |class A {m() {|print 1;|}}||
            """, delimiter = '|')
    void levelsOneInAnother(String before, String begin, String innermost, String end, String after, String expected) throws IOException {
        levels(text(before), begin, innermost, text(end), text(after), text(expected));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            {var a = 1; print a| + a|;}|2001
            {var a = 1; print 0 + a| + a|;}|2001
            {var a = 1; print a| == a|;}|false
            {var a = 1; print a| <= a|;}|Operands must be numbers.
            {fun f() {return f;} print f|()|;}|<fn f>
            """, delimiter = '|')
    void operationsOneAfterTheOther(String before, String operation, String after, String expected) throws IOException {
        levels(before, "", "", operation, after, expected);
    }

    private void levels(String before, String begin, String innermost, String end, String after, String expected) throws IOException {
        run(before + "\n" + begin.repeat(ADMITTED_LEVELS) + innermost + end.repeat(ADMITTED_LEVELS) + after);
        assertEquals(expected, (output.toString(StandardCharsets.UTF_8) + errors.toString(StandardCharsets.UTF_8)).lines().findFirst().orElse(""));
        output.reset();
        errors.reset();
        int code = run(before + "\n" + begin.repeat(TOO_MANY_LEVELS) + innermost + end.repeat(TOO_MANY_LEVELS) + after);
        String error = errors.toString(StandardCharsets.UTF_8).replaceAll("'.*'", "it");
        assertEquals("[line 2] Error at it: Too deeply nested.\n", error);
        assertEquals(65, code);
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }
}

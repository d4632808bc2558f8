package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example is compiled as it stands there, and run. */
class ReadmeExampleTest {
    @Test
    void theExampleCompilesAndRuns(@TempDir Path folder) throws Exception {
        Path source = folder.resolve("Example.java");
        String example = example();
        assertTrue(example.lines().count() <= 32, "the example is no longer short: " + example.lines().count() + " lines");
        Files.writeString(source, example);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(messages, null, null,
                java.util.List.of("-d", folder.toString(), "-Xlint:all", "-Werror", "-cp", System.getProperty("java.class.path")), null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source)).call();
        assertTrue(compiled, messages.toString());
        String output = run(folder);
        Matcher matcher = Pattern.compile("sum (\\d+), collections (\\d+)\\s*").matcher(output);
        assertTrue(matcher.matches(), output);
        // The list starts anew after each thousand: 999,001 to 1,000,000 remain.
        assertEquals(1_000L * (999_001 + 1_000_000) / 2, Long.parseLong(matcher.group(1)));
        assertTrue(Long.parseLong(matcher.group(2)) > 1, output);
    }

    private static String example() throws IOException {
        Path readme = Path.of("").toAbsolutePath().resolve("../README.md");
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(readme));
        assertTrue(block.find(), "no example in " + readme);
        return block.group(1);
    }

    private static String run(Path folder) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeExampleTest.class.getClassLoader());
                PrintStream captured = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}

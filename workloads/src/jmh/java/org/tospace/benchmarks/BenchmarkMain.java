package org.tospace.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.tospace.workloads.report.BenchmarkReport;

/**
 * {@code ./tospace jmh}: JMH's own command line, and {@code --json FILE} before JMH's words for its results together with the facts of the host. Exit codes:
 * 0 done, 1 a benchmark failed or the file could not be written, 2 wrong words.
 */
public final class BenchmarkMain {
    private static final String JSON = "--json";

    private BenchmarkMain() {
    }

    /** Runs benchmarks. */
    public static void main(String[] words) throws IOException {
        if (words.length == 0 || !words[0].equals(JSON)) {
            Main.main(words);
            return;
        }
        if (words.length == 1 || words[1].startsWith("-")) {
            fail(2, JSON + " must name a file");
        }
        Path file = Path.of(words[1]);
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || !Files.isWritable(folder)) {
            fail(2, JSON + " names a file that cannot be written: " + file + (Files.exists(folder) ? "" : ", its folder does not exist"));
        }
        List<String> rest = new ArrayList<>(List.of(words).subList(2, words.length));
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Files.writeString(file, BenchmarkReport.write(rest, start, run(rest)));
    }

    /** JMH's JSON. */
    private static String run(List<String> words) {
        try {
            Collection<RunResult> results = new Runner(new CommandLineOptions(words.toArray(String[]::new))).run();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
                ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
            }
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (CommandLineOptionException e) {
            fail(2, e.getMessage());
        } catch (RunnerException e) {
            fail(1, e.getMessage());
        }
        throw new IllegalStateException("the process has ended before");
    }

    private static void fail(int exitCode, String sentence) {
        System.err.println("tospace: " + sentence);
        System.exit(exitCode);
    }
}

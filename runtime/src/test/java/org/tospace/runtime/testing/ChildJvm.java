package org.tospace.runtime.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a main class of the test class path in a JVM of its own: the same {@code java} as this one's, with native access
 * enabled, no core dumps, and crash reports in a directory that is deleted afterwards.
 *
 * <p>{@code ChildJvm.of(Main.class).flags("-Xint").run().requireExit(0);}
 */
public final class ChildJvm {

    private static final Duration LIMIT = Duration.ofSeconds(300);

    private final String mainClass;
    private final List<String> flags = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private Duration limit = LIMIT;

    private ChildJvm(String mainClass) {
        this.mainClass = mainClass;
    }

    /**
     * A JVM to run a class.
     *
     * @param mainClass has {@code main(String[])}
     * @return a child that is not started yet
     */
    public static ChildJvm of(Class<?> mainClass) {
        return new ChildJvm(mainClass.getName());
    }

    /**
     * Adds flags of the JVM.
     *
     * @param more as on the command line
     * @return this
     */
    public ChildJvm flags(String... more) {
        flags.addAll(List.of(more));
        return this;
    }

    /**
     * Has tospace believe that this is another processor, for which no machine code is made. The JDK's linker is told what it really is: it
     * chooses how functions are called by the same property.
     *
     * @param architecture as the JDK names it, such as {@code aarch64}
     * @return this
     */
    public ChildJvm processor(String architecture) {
        return flags("-Dos.arch=" + architecture, "-Djdk.internal.foreign.CABI=SYS_V");
    }

    /**
     * Adds arguments of the program.
     *
     * @param more as on the command line
     * @return this
     */
    public ChildJvm arguments(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /**
     * Changes how long the child may run; 120 seconds otherwise.
     *
     * @param time after which it is killed, and the run fails
     * @return this
     */
    public ChildJvm limit(Duration time) {
        limit = time;
        return this;
    }

    /**
     * Starts the child and waits until it ends.
     *
     * @return what became of it
     * @throws AssertionError if it took too long, with all it wrote and what its threads were doing
     */
    public Result run() {
        try {
            Path directory = Files.createTempDirectory("tospace-child");
            try {
                return run(directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run(Path directory) throws IOException {
        Path output = directory.resolve("output");
        Path errorFile = directory.resolve("hs_err.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + errorFile, "-cp", System.getProperty("java.class.path")));
        command.addAll(flags);
        command.add(mainClass);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        boolean ended;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command, e);
        }
        String hang = "";
        if (!ended) {
            hang = HangReport.of(process.pid(), directory);
            process.destroyForcibly().onExit().join();
        }
        Result result = new Result(command, process.exitValue(), read(output), read(errorFile));
        if (!ended) {
            throw new AssertionError("still running after " + limit + "\n" + result + "\n" + hang);
        }
        return result;
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8) : "";
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * What became of a child.
     *
     * @param command how it was started
     * @param exitCode its exit code; 128 and the number for a signal
     * @param output standard output and standard error, as they came
     * @param crashReport the text of its {@code hs_err} file, empty if it wrote none
     */
    public record Result(List<String> command, int exitCode, String output, String crashReport) {

        /**
         * Fails unless the child ended with this code.
         *
         * @param expected the code
         * @return this
         */
        public Result requireExit(int expected) {
            if (exitCode != expected) {
                throw new AssertionError("exit code must be " + expected + ": " + exitCode + "\n" + this);
            }
            return this;
        }

        /**
         * Fails unless the child wrote this.
         *
         * @param text somewhere in its output
         * @return this
         */
        public Result requireOutput(String text) {
            if (!output.contains(text)) {
                throw new AssertionError("output must contain: " + text + "\n" + this);
            }
            return this;
        }

        /** All of it, for failures. */
        @Override
        public String toString() {
            String report = crashReport.isEmpty() ? "" : "\n--- crash report\n"
                    + crashReport.lines().limit(120).reduce("", (a, b) -> a + b + "\n");
            return "--- command\n" + String.join(" ", command) + "\n--- exit code\n" + exitCode + "\n--- output\n" + output
                    + report;
        }
    }
}

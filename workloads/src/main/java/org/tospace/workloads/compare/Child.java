package org.tospace.workloads.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs trials, each in a process of its own, one at a time, and ends those that take too long. */
public final class Child {
    private static final List<String> TELLING = List.of("tospace: ", "java.lang.OutOfMemoryError", "Error: ", "Error occurred", "Exception in thread", "# ");

    private final ChildCommand command;
    private final String workload;
    private final Duration limit;

    /**
     * For trials of one workload.
     *
     * @param limit how long a process may run
     */
    public Child(ChildCommand command, String workload, Duration limit) {
        this.command = command;
        this.workload = workload;
        this.limit = limit;
    }

    /**
     * Runs a trial.
     *
     * @param idleMillis how long the control is to idle
     * @return the run's record; with a member "failure" unless it was done and verified
     * @throws UncheckedIOException when the process cannot be started, or its files not be written
     */
    public ObjectNode run(Trial trial, long idleMillis) {
        return run(trial, idleMillis, limit);
    }

    /** The same, of a run that may take so long. */
    public ObjectNode run(Trial trial, long idleMillis, Duration mostTime) {
        try {
            Path folder = Files.createTempDirectory("tospace-compare");
            try {
                return run(trial, idleMillis, mostTime, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode run(Trial trial, long idleMillis, Duration mostTime, Path folder) throws IOException {
        Path json = folder.resolve("run.json");
        Path output = folder.resolve("output");
        List<String> words = command.of(trial, idleMillis, json, folder.resolve("jvm.log"));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        Thread ending = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
        boolean ended;
        try {
            process.getOutputStream().close();
            ended = awaitEnd(process, mostTime);
        } finally {
            Runtime.getRuntime().removeShutdownHook(ending);
        }
        ObjectNode run = ended ? read(json) : new ObjectMapper().createObjectNode();
        if (run.isEmpty()) {
            run.put("schemaVersion", 2).put("kind", "run").put("workload", workload);
        }
        run.put("variant", trial.variant().key()).put("heapBytes", trial.heapBytes()).put("invocation", trial.invocation());
        if (!ended) {
            run.put("failure", "still running after " + mostTime.toSeconds() + " s, and was ended");
        } else if (process.exitValue() != 0 && !run.has("failure")) {
            run.put("failure", whyOf(Files.readString(output, StandardCharsets.ISO_8859_1), process.exitValue()));
        }
        if (run.has("failure")) {
            run.put("exitCode", process.exitValue());
        }
        return run;
    }

    private static boolean awaitEnd(Process process, Duration mostTime) {
        try {
            if (process.waitFor(mostTime.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            process.destroyForcibly().onExit().join();
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly().onExit().join();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a run was awaited", e);
        }
    }

    private static ObjectNode read(Path json) {
        try {
            JsonNode run = Files.exists(json) ? new ObjectMapper().readTree(json.toFile()) : null;
            return run instanceof ObjectNode object ? object : new ObjectMapper().createObjectNode();
        } catch (IOException e) {
            // A process that died while it wrote: there is no record.
            return new ObjectMapper().createObjectNode();
        }
    }

    /** The line of the output that says why, with the line after it where a JVM could not start. */
    static String whyOf(String output, int exitCode) {
        List<String> lines = output.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.equals("#")).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("Error occurred during initialization") && i + 1 < lines.size()) {
                return "the JVM cannot start: " + lines.get(i + 1);
            }
            if (TELLING.stream().anyMatch(line::startsWith)) {
                return line.replaceFirst("^tospace: ", "").replaceFirst("^# ", "");
            }
        }
        return "exit code " + exitCode + (lines.isEmpty() ? "" : ": " + lines.getLast());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

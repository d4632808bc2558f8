package org.tospace.workloads.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tospace.workloads.Main;

/** Runs a workload in a process of its own: the same {@code java} and options as this one's. */
final class RecordedRun {
    private static final Pattern DISTURBING = Pattern.compile("-(agentlib|agentpath|javaagent|Xrun|Xdebug|XX:StartFlightRecording).*");

    private static final String COMPLAINT = "tospace: ";

    private final List<String> words;

    /**
     * A run.
     *
     * @param words the workload and its options, as for {@code run}
     */
    RecordedRun(List<String> words) {
        this.words = words;
    }

    /**
     * Runs once.
     *
     * @return nanoseconds of an iteration: the median of those that count
     * @throws RecordingException when it fails, with what it said
     * @throws IOException when its files cannot be written or read
     */
    long run(Recording recording) throws IOException, RecordingException {
        Path folder = Files.createTempDirectory("tospace-recording");
        try {
            return run(recording, folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private long run(Recording recording, Path folder) throws IOException, RecordingException {
        Path json = folder.resolve("run.json");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(each -> !DISTURBING.matcher(each).matches()).forEach(command::add);
        command.addAll(recording.flags(folder));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "run"));
        command.addAll(words);
        command.addAll(recording.words(folder));
        command.addAll(List.of("--json", json.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            if (process.waitFor() != 0) {
                String wrote = Files.readString(output, StandardCharsets.ISO_8859_1);
                String why = wrote.lines().filter(line -> line.startsWith(COMPLAINT)).map(line -> line.substring(COMPLAINT.length())).findFirst()
                        .orElse("the run ended with the exit code " + process.exitValue() + ":\n" + wrote);
                throw new RecordingException(process.exitValue(), why);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a run was awaited", e);
        } finally {
            process.destroyForcibly();
        }
        JsonNode iterations = new ObjectMapper().readTree(json.toFile()).get("iterations");
        List<Long> nanos = StreamSupport.stream(iterations.spliterator(), false).map(each -> each.get("wallNanos").asLong()).toList();
        return Ratios.median(nanos);
    }
}

package org.tospace.workloads.report.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Reads result files. A comparison or a sweep is a set of its own; records of single runs are brought together by workload and settings. For
 * one thread at a time.
 */
public final class ResultsReader {
    /** The newest form of the files that is understood. */
    public static final int NEWEST_SCHEMA = 2;

    private static final String NOT_OURS = " is JSON, but no result of tospace: ";

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final List<ResultSet> comparisons = new ArrayList<>();
    private final Map<Map<String, String>, List<Single>> singles = new LinkedHashMap<>();

    private record Single(Run run, JsonNode record, List<String> notes) {
    }

    private ResultsReader() {
    }

    /**
     * The sets of runs in these files: at least one, each with at least one run.
     *
     * @throws ResultsException naming the first file that cannot be read, is not JSON, is not of tospace or has no runs
     */
    public static List<ResultSet> read(Collection<Path> files) throws ResultsException {
        ResultsReader reader = new ResultsReader();
        for (Path file : files) {
            reader.add(file);
        }
        List<ResultSet> sets = new ArrayList<>(reader.comparisons);
        reader.singles.forEach((settings, runs) -> sets.add(together(settings, runs)));
        return sets;
    }

    private void add(Path file) throws ResultsException {
        JsonNode root = parse(file);
        if (!root.isObject()) {
            throw new ResultsException(file + NOT_OURS + "the outermost value must be an object");
        }
        requireSchema(root.path("schemaVersion"), file);
        String workload = JsonFields.text(root, "workload");
        if (workload.isBlank()) {
            throw new ResultsException(file + NOT_OURS + "\"workload\" must be there, a text");
        }
        List<String> notes = new ArrayList<>();
        RunReader reader = new RunReader(file.getFileName().toString(), notes);
        if (root.has("runs")) {
            List<JsonNode> records = StreamSupport.stream(root.path("runs").spliterator(), false).filter(JsonNode::isObject).toList();
            if (records.isEmpty()) {
                throw new ResultsException(file + " has no runs: \"runs\" must be an array of at least one object");
            }
            List<Run> runs = records.stream().map(record -> reader.read(record, root)).toList();
            comparisons.add(new ResultSet(workload, runs, Settings.of(root), JsonFields.text(root, "command"),
                    JsonFields.text(root, "startedAt"), hosts(root, records), List.copyOf(notes)));
        } else if (root.has("wallNanos") || root.has("pauses") || root.has("failure")) {
            Run run = reader.read(root, root);
            singles.computeIfAbsent(Settings.ofRun(root), _ -> new ArrayList<>()).add(new Single(run, root, notes));
        } else {
            throw new ResultsException(file + NOT_OURS + "there must be \"runs\", or \"wallNanos\" of a single run");
        }
    }

    private JsonNode parse(Path file) throws ResultsException {
        try {
            if (Files.isDirectory(file)) {
                throw new ResultsException(file + " is a folder; name the files in it");
            }
            JsonNode root = mapper.readTree(Files.readAllBytes(file));
            if (root == null || root.isMissingNode()) {
                throw new ResultsException(file + " is empty");
            }
            return root;
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")";
            throw new ResultsException(file + " is not JSON" + at + ": " + firstLine(e.getOriginalMessage()), e);
        } catch (NoSuchFileException e) {
            throw new ResultsException("There is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new ResultsException(file + " cannot be read: permission denied", e);
        } catch (IOException e) {
            throw new ResultsException(file + " cannot be read: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new ResultsException(file + " is too large for this JVM's memory; TOSPACE_JAVA_OPTS=-Xmx4g gives it more", e);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static void requireSchema(JsonNode version, Path file) throws ResultsException {
        if (!version.isInt()) {
            throw new ResultsException(file + NOT_OURS + "\"schemaVersion\" must be there, a number");
        }
        if (version.intValue() < 1 || version.intValue() > NEWEST_SCHEMA) {
            throw new ResultsException(file + " has schemaVersion " + version.intValue() + "; this version of tospace reads 1 to " + NEWEST_SCHEMA);
        }
    }

    private static ResultSet together(Map<String, String> settings, List<Single> singles) {
        List<JsonNode> records = singles.stream().map(Single::record).toList();
        List<String> commands = records.stream().map(Settings::command).filter(command -> !command.isEmpty()).distinct().toList();
        return new ResultSet(JsonFields.text(records.getFirst(), "workload"), singles.stream().map(Single::run).toList(),
                Settings.of(records.getFirst()), String.join("\n", commands), JsonFields.text(records.getFirst(), "startedAt"),
                hosts(records.getFirst(), records), singles.stream().flatMap(single -> single.notes().stream()).toList());
    }

    private static List<Map<String, String>> hosts(JsonNode file, List<JsonNode> records) {
        List<Map<String, String>> hosts = new ArrayList<>();
        hosts.add(JsonFields.scalars(file.path("host")));
        records.forEach(record -> hosts.add(JsonFields.scalars(record.path("host"))));
        return hosts.stream().filter(host -> !host.isEmpty()).distinct().toList();
    }
}

package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.workloads.report.html.SampleResults;

class ReportCommandTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path single() throws IOException {
        return write("single.json", SampleResults.single("trap", 1 << 26, 300_000_000));
    }

    @Test
    void pageIsWritten() throws IOException {
        Path page = folder.resolve("report.html");
        CommandRun run = CommandRun.of("report", single().toString(), "-o", page.toString());
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(page + ": 1 run of gcbench." + System.lineSeparator(), run.out());
        assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    }

    @Test
    void pageGoesToStandardOutput() throws IOException {
        CommandRun run = CommandRun.of("report", single().toString(), "-o", "-");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().startsWith("<!DOCTYPE html>") && run.out().strip().endsWith("</html>"), run.out());
    }

    @Test
    void whatRunWritesTodayIsRead() {
        Path json = folder.resolve("run.json");
        assertEquals(0, CommandRun.of("run", "binary-trees", "--size", "8", "--heap", "8m", "--json", json.toString()).exitCode());
        CommandRun run = CommandRun.of("report", json.toString(), "-o", "-");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("binary-trees with trap took"), run.out());
    }

    @Test
    void fileThatIsNamedTwiceCountsOnce() throws IOException {
        Path file = single();
        CommandRun run = CommandRun.of("report", file.toString(), folder.resolve(".").resolve(file.getFileName()).toString(), "-o", "-");
        assertTrue(run.out().contains("from 1 run."), run.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                             | is empty",
        "nonsense                                       | is not JSON (line 1, column",
        "{\"schemaVersion\": 2, \"workload\": \"w\"     | is not JSON (line 1, column",
        "{} {}                                          | is not JSON",
        "[1, 2]                                         | is JSON, but no result of tospace: the outermost value must be an object",
        "null                                           | is JSON, but no result of tospace: the outermost value must be an object",
        "{\"a\": 1}                                     | is JSON, but no result of tospace: \"schemaVersion\" must be there, a number",
        "{\"schemaVersion\": 99, \"workload\": \"w\"}   | has schemaVersion 99; this version of tospace reads 1 to 2",
        "{\"schemaVersion\": 2, \"workload\": 3}        | is JSON, but no result of tospace: \"workload\" must be there, a text",
        "{\"schemaVersion\": 2, \"workload\": \"w\"}    | is JSON, but no result of tospace: there must be \"runs\", or \"wallNanos\" of a single run",
        "{\"schemaVersion\": 2, \"workload\": \"w\", \"runs\": []}  | has no runs: \"runs\" must be an array of at least one object",
        "{\"schemaVersion\": 2, \"workload\": \"w\", \"runs\": 7}   | has no runs: \"runs\" must be an array of at least one object"})
    void whatIsNoResultIsSaidToBeNone(String text, String complaint) throws IOException {
        Path file = write("bad.json", text);
        Path page = folder.resolve("report.html");
        CommandRun run = CommandRun.of("report", single().toString(), file.toString(), "-o", page.toString());
        assertEquals(1, run.exitCode());
        assertTrue(run.err().startsWith("tospace: " + file + " " + complaint), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertFalse(Files.exists(page), "no page is made of some of the files");
    }

    @Test
    void missingFileAndFolderAreNamed() {
        CommandRun missing = CommandRun.of("report", folder.resolve("none.json").toString(), "-o", "-");
        assertEquals(1, missing.exitCode());
        assertEquals("tospace: There is no file " + folder.resolve("none.json") + "." + System.lineSeparator(), missing.err());
        CommandRun directory = CommandRun.of("report", folder.toString(), "-o", "-");
        assertEquals(1, directory.exitCode());
        assertTrue(directory.err().contains(folder + " is a folder; name the files in it."), directory.err());
    }

    @Test
    void resultsAreNeverOverwritten() throws IOException {
        Path file = single();
        String before = Files.readString(file);
        CommandRun run = CommandRun.of("report", file.toString(), "-o", folder.resolve("./single.json").toString());
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("--output names one of the results, which would be lost"), run.err());
        assertEquals(before, Files.readString(file));
    }

    @Test
    void pageThatCannotBeWrittenIsAFailure() throws IOException {
        CommandRun run = CommandRun.of("report", single().toString(), "-o", folder.resolve("no/such/folder.html").toString());
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("its folder does not exist"), run.err());
        assertEquals(2, CommandRun.of("report", single().toString(), "-o", folder.toString()).exitCode());
    }

    @Test
    void filesMustBeNamed() {
        CommandRun run = CommandRun.of("report");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("RESULTS.json"), run.err());
    }
}

package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tospace.gc.Barrier;
import org.tospace.gc.ByteSize;
import org.tospace.gc.HeapOptions;
import org.tospace.runtime.linux.SystemCallException;
import org.tospace.workloads.workload.Workloads;
import picocli.CommandLine;

class CommandsTest {
    private static final HeapOptions DEFAULTS = HeapOptions.builder().build();

    @TempDir
    private Path folder;

    @Test
    void versionComesFromTheBuild() {
        CommandRun run = CommandRun.of("--version");
        assertEquals(0, run.exitCode());
        assertTrue(run.out().matches("(?s)tospace \\d+\\.\\d+\\.\\d+\\S*\\R.*"), run.out());
    }

    @Test
    void whatTheSystemRefusesIsToldInASentence() throws Exception {
        CommandLine line = TospaceCommand.commandLine();
        StringWriter err = new StringWriter();
        line.setErr(new PrintWriter(err));
        assertEquals(1, line.getExecutionExceptionHandler().handleExecutionException(new SystemCallException("mmap", 0, 4096, 12, "why"), line, null));
        assertEquals("tospace: the system refuses what is needed: mmap of 0x0, 4096 bytes, failed: errno 12, ENOMEM (Cannot allocate memory); why.",
                err.toString().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "run", "compare", "sweep", "minheap", "report", "recording-cost", "doctor", "primitives", "lox", "lox-test", "completion"})
    void eachCommandHasHelp(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertEquals(0, run.exitCode());
        assertTrue(run.out().startsWith("Usage: tospace " + command), run.out());
    }

    @Test
    void helpOfRunNamesEveryOption() {
        String help = CommandRun.of("run", "--help").out();
        for (String option : List.of("--heap", "--barrier", "--page", "--threads", "--size", "--iterations", "--seed", "--stress", "--verify",
                "--no-background", "--json", "--walk", "--preset")) {
            assertTrue(help.contains(option), option);
        }
        assertTrue(help.contains("both halves"), help);
    }

    @Test
    void helpOfRunNamesEveryBarrierAndTheDefault() {
        String help = onOneLine(CommandRun.of("run", "--help").out());
        String names = Stream.of(Barrier.values()).map(Barrier::key).collect(Collectors.joining(", "));
        assertTrue(help.contains(names + ". Default: " + DEFAULTS.barrier().key() + "."), help);
    }

    @Test
    void helpOfRunTellsTheDefaultPageAsTheHeapChoosesIt() {
        String help = onOneLine(CommandRun.of("run", "--help").out());
        Matcher told = Pattern.compile("Default: the system's page, (\\w+), in heaps below (\\w+); else (\\w+)\\.").matcher(help);
        assertTrue(told.find(), help);
        long limit = ByteSize.parse(told.group(2));
        assertEquals(ByteSize.parse(told.group(1)), HeapOptions.builder().heapBytes(limit - 1).build().pageBytes());
        assertEquals(ByteSize.parse(told.group(3)), HeapOptions.builder().heapBytes(limit).build().pageBytes());
    }

    private static String onOneLine(String help) {
        return help.replaceAll("\\s+", " ");
    }

    @Test
    void theCommandHelpIsTheSameAsTheOption() {
        assertEquals(CommandRun.of("--help"), CommandRun.of("help"));
        for (String command : List.of("list", "run", "compare", "minheap", "sweep", "doctor", "completion")) {
            CommandRun run = CommandRun.of("help", command);
            assertEquals(0, run.exitCode());
            assertEquals(CommandRun.of(command, "--help"), run);
        }
    }

    @Test
    void helpForAnUnknownCommandIsAnErrorOfUsage() {
        CommandRun run = CommandRun.of("help", "rnu");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("'rnu'"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void listNamesEveryWorkload() {
        CommandRun run = CommandRun.of("list");
        assertEquals(0, run.exitCode());
        assertEquals(List.of("gcbench", "binary-trees", "splay", "list-reversal", "quads", "lru-cache", "storage", "havlak", "graph", "lox"), Workloads.names());
        Workloads.names().forEach(name -> assertTrue(run.out().contains(name), name));
    }

    @Test
    void doctorTriesEveryBarrierAndNamesTheDefault() {
        CommandRun run = CommandRun.of("doctor");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        for (Barrier barrier : Barrier.values()) {
            String remark = barrier == DEFAULTS.barrier() ? ", the default" : "";
            String line = "heap with barrier " + barrier.key() + " +yes, a trial of [1-9][0-9]* collections was verified" + remark;
            assertTrue(run.out().lines().anyMatch(each -> each.matches(line)), line + " in:\n" + run.out());
        }
        assertTrue(run.out().matches("(?s).*page size +[1-9][0-9]* bytes.*map limit +[1-9][0-9]+ mappings.*"), run.out());
    }

    @Test
    void completionIsAScriptThatBashAcceptsAndKnowsWorkloadsAndBarriers() throws IOException, InterruptedException {
        CommandRun run = CommandRun.of("completion");
        assertEquals(0, run.exitCode());
        assertTrue(run.out().contains("binary-trees"), run.out());
        for (Barrier barrier : Barrier.values()) {
            assertTrue(run.out().matches("(?s).*\\b" + barrier.key() + "\\b.*"), barrier.key());
        }
        Path script = Files.writeString(folder.resolve("completion"), run.out());
        assertEquals(0, new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start().waitFor());
    }

    @Test
    void noCommandAtAllIsAnErrorOfUsage() {
        CommandRun run = CommandRun.of();
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("A command is missing."), run.err());
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        CommandRun run = CommandRun.of("rnu");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("There is no command 'rnu'. Did you mean 'run'?"), run.err());
    }

    @Test
    void nearestNameIsTheOneWithTheFewestChanges() {
        assertEquals("gcbench", NearestName.to("gcbnech", Workloads.names()));
        assertEquals("graph", NearestName.to("grph", Workloads.names()));
        assertEquals("binary-trees", NearestName.to("binarytree", Workloads.names()));
        assertEquals(3, NearestName.distance("kitten", "sitting"));
        assertEquals(5, NearestName.distance("", "splay"));
    }

    @Test
    void aFileIsNotATerminal() throws IOException {
        assertFalse(ProgressLine.isTerminal(Files.createFile(folder.resolve("file"))));
        assertFalse(ProgressLine.isTerminal(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file"))));
    }
}

package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tospace.workloads.workload.Workloads;

class CommandsTest {
    @TempDir
    private Path folder;

    @Test
    void versionComesFromTheBuild() {
        CommandRun run = CommandRun.of("--version");
        assertEquals(0, run.exitCode());
        assertTrue(run.out().matches("(?s)tospace \\d+\\.\\d+\\.\\d+\\S*\\R.*"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "run", "doctor", "completion"})
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
    void listNamesEveryWorkload() {
        CommandRun run = CommandRun.of("list");
        assertEquals(0, run.exitCode());
        assertEquals(List.of("gcbench", "binary-trees", "splay", "graph"), Workloads.names());
        Workloads.names().forEach(name -> assertTrue(run.out().contains(name), name));
    }

    @Test
    void doctorTriesBothBarriers() {
        CommandRun run = CommandRun.of("doctor");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().matches("(?s).*heap with barrier upcall +yes.*heap with barrier checked +yes.*"), run.out());
        assertTrue(run.out().matches("(?s).*page size +[1-9][0-9]* bytes.*map limit +[1-9][0-9]+ mappings.*"), run.out());
    }

    @Test
    void completionIsAScriptThatBashAcceptsAndKnowsWorkloadsAndBarriers() throws IOException, InterruptedException {
        CommandRun run = CommandRun.of("completion");
        assertEquals(0, run.exitCode());
        assertTrue(run.out().contains("binary-trees") && run.out().contains("checked"), run.out());
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

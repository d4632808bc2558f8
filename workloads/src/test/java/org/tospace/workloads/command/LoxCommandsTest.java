package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoxCommandsTest {
    @TempDir
    private Path folder;
    private Path program;

    @BeforeEach
    void write() throws IOException {
        program = Files.writeString(folder.resolve("a.lox"), "print 1 + 1; // expect: 2\n");
    }

    @Test
    void testPassesAProgramThatDoesAsItSays() {
        CommandRun run = CommandRun.of("lox-test", folder.toString(), "--heap", "1m", "--stress", "1", "--barrier", "checked");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("All 1 programs passed (1 expectations).\n", run.out());
    }

    @Test
    void testFailsAProgramThatDoesNot() throws IOException {
        Files.writeString(folder.resolve("b.lox"), "print 1; // expect: 2\n");
        CommandRun run = CommandRun.of("lox-test", folder.toString());
        assertEquals(1, run.exitCode());
        assertTrue(run.out().contains("FAIL " + folder.resolve("b.lox")), run.out());
        assertTrue(run.out().contains("expected '2' as line 1 of the output, got '1'"), run.out());
        assertTrue(run.out().endsWith("1 programs passed, 1 failed.\n"), run.out());
    }

    @Test
    void aFolderWithoutProgramsIsNoSuccess() throws IOException {
        Files.delete(program);
        CommandRun run = CommandRun.of("lox-test", folder.toString());
        assertEquals(1, run.exitCode());
        assertEquals("There are no programs in " + folder + ".\n", run.out());
    }

    @Test
    void testOfNothingIsAUsageError() {
        CommandRun run = CommandRun.of("lox-test", folder.resolve("nothing").toString());
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("DIR names nothing that exists"), run.err());
    }

    @Test
    void aProgramIsAWorkload() {
        CommandRun run = CommandRun.of("run", "lox", "--script", program.toString(), "--size", "3", "--threads", "2", "--heap", "4m");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().startsWith("2\n"), run.out());
    }

    @Test
    void aWorkloadThatFailsSaysWhy() throws IOException {
        Files.writeString(program, "print nil + 1;");
        CommandRun run = CommandRun.of("run", "lox", "--script", program.toString());
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("Operands must be two numbers or two strings."), run.err());
    }

    @Test
    void theWorkloadNeedsAScriptThatCanBeRead() {
        assertTrue(CommandRun.of("run", "lox").err().contains("lox needs --script"));
        assertTrue(CommandRun.of("run", "lox", "--script", folder.resolve("no").toString()).err().contains("cannot be read"));
        assertTrue(CommandRun.of("run", "gcbench", "--script", program.toString()).err().contains("--script is not an option of gcbench"));
    }
}

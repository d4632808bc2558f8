package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.workloads.Main;

/** The command line on a processor that no machine code is made for: this one, in a JVM whose properties say otherwise. */
class OtherProcessorTest {
    private static final String NO_CODE = "machine code is made for x86-64 only; this is Linux on aarch64";
    private static final String REFUSAL = "tospace: --barrier trap is not available here: " + NO_CODE + "; use --barrier checked, which needs none.";

    @TempDir
    private Path folder;

    /** The JDK's linker is told what the processor really is. */
    private CommandRun run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dos.arch=aarch64",
                "-Djdk.internal.foreign.CABI=SYS_V", "--enable-native-access=ALL-UNNAMED", "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"), "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(words));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        int exitCode = process.waitFor();
        return new CommandRun(exitCode, Files.readString(out), Files.readString(err));
    }

    @Test
    void aRunWithTheDefaultBarrierIsRefusedInASentenceThatOffersCheckedWhichRuns() throws IOException, InterruptedException {
        CommandRun refused = run("run", "gcbench", "--size", "10");
        assertEquals(1, refused.exitCode());
        assertEquals(REFUSAL + System.lineSeparator(), refused.err());
        CommandRun done = run("run", "gcbench", "--size", "10", "--heap", "4m", "--barrier", "checked", "--threads", "2");
        assertEquals(0, done.exitCode(), done.err());
        assertEquals("", done.err());
        assertTrue(done.out().contains("collections"), done.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run graph --barrier upcall                    | --barrier upcall is not available here:
            run graph --barrier trap --protection guard   | --barrier trap is not available here:
            primitives --repetitions 1                    | what traps cost cannot be measured here:
            lox program.lox                               | --barrier trap is not available here:
            lox --stats program.lox                       | --barrier trap is not available here:
            """)
    void whatNeedsTrapsIsRefusedInASentence(String words, String expected) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("program.lox"), "print 1;");
        CommandRun refused = run(words.replace("program.lox", program.toString()).split(" "));
        assertEquals(1, refused.exitCode(), refused.err());
        assertTrue(refused.err().startsWith("tospace: " + expected + " " + NO_CODE), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertEquals("", refused.out());
    }

    @Test
    void aLoxProgramRunsUnderChecked() throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("program.lox"), "print 1;");
        assertEquals(new CommandRun(0, "1\n", ""), run("lox", "--barrier", "checked", program.toString()));
    }

    @Test
    void doctorSaysWhatIsMissingWhatWorksAndThatTheDefaultDoesNot() throws IOException, InterruptedException {
        CommandRun run = run("doctor");
        assertEquals(1, run.exitCode(), run.err());
        for (String line : List.of("double mapping +yes, .*", "guard markers +no, not tried: " + NO_CODE, "barrier trap +no, lacks .*" + NO_CODE + ".*",
                "barrier checked +yes, has what it needs: double mapping", "heap with barrier trap +no, --barrier trap is not available here: .*",
                "heap with barrier checked +yes, a trial of [1-9][0-9]* collections was verified",
                "The default, barrier trap, does not work here. Heaps can be opened with --barrier checked.")) {
            assertTrue(run.out().lines().anyMatch(each -> each.matches(line)), line + " in:\n" + run.out());
        }
        assertFalse(run.out().contains("Exception"), run.out());
    }

    @Test
    void aComparisonTellsWhyTrapFailsAndComparesTheRest() throws IOException, InterruptedException {
        CommandRun run = run("compare", "gcbench", "--size", "10", "--heap", "8m", "--invocations", "1", "--iterations", "1", "--warmup", "0", "--no-control",
                "--with", "trap,checked,serial");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("--barrier trap is not available here"), run.out());
        assertTrue(run.out().lines().anyMatch(line -> line.matches(" +checked +[0-9.]+ ms.*")), run.out());
    }
}

package org.tospace.runtime.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.testing.ChildJvm;

/** Faults of our own machine code end in the JVM's error report, with a line that says so; each in a JVM of its own. */
class OwnFaultTest {

    private static final String SERVICE = "org.tospace.runtime.trap.FaultyService.";
    private static final String UNMAPPED = "0x123456789000";
    private static final String NOT_CANONICAL = "0x1234567890000000";
    /** The JVM takes a second or so to write its report; a loop would take for ever. */
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** The JVM's own end after a report, where it writes no core dump. */
    private static final int ABORTED = 1;
    private static final int KILLED_BY_THE_FAULT = 128 + SignalAction.SIGSEGV;
    private static final Pattern NOTE = Pattern.compile("tospace: its own machine code faulted: (SIG\\w+) at (.*), instruction"
            + " (0x[0-9a-f]+) in (.*), (while .*|not serving .*); (.*)");

    private static ChildJvm.Result run(String... arguments) {
        return ChildJvm.of(FaultyServiceChild.class).arguments(arguments).limit(LIMIT).run();
    }

    private static List<Matcher> notes(ChildJvm.Result result) {
        List<Matcher> notes = result.output().lines().filter(line -> line.startsWith("tospace:")).map(NOTE::matcher).toList();
        notes.forEach(note -> assertTrue(note.matches(), result::toString));
        return notes;
    }

    private static void requireReport(ChildJvm.Result result, Matcher note) {
        assertEquals(ABORTED, result.exitCode(), result::toString);
        assertFalse(result.output().contains("went on"), result::toString);
        assertTrue(result.crashReport().contains("SIGSEGV"), result::toString);
        String programCounter = "pc=0x%016x".formatted(Long.decode(note.group(3)));
        assertTrue(result.crashReport().contains(programCounter), () -> programCounter + "\n" + result);
    }

    private static String page(ChildJvm.Result result) {
        return result.output().lines().filter(line -> line.startsWith("page ")).findFirst().orElseThrow().substring("page ".length());
    }

    @ParameterizedTest
    @CsvSource({"java, " + UNMAPPED, "accessor, " + UNMAPPED, "java, 0x0", "accessor, 0x0", "java, " + NOT_CANONICAL})
    void aLoadOfAServiceFromWhereNothingIs(String mutator, String address) {
        ChildJvm.Result result = run("load", address, mutator, "jvm");
        List<Matcher> notes = notes(result);
        assertEquals(1, notes.size(), result::toString);
        Matcher note = notes.getFirst();
        requireReport(result, note);
        assertEquals("SIGSEGV", note.group(1));
        assertEquals(address.equals(NOT_CANONICAL) ? "an address that is not canonical" : "address " + address, note.group(2));
        assertTrue(note.group(4).startsWith(SERVICE + "load(long, long, long)+0x"), note.group());
        assertEquals("while " + SERVICE + "load(long, long, long) served the fault at " + page(result), note.group(5));
    }

    @ParameterizedTest
    @CsvSource({"java", "accessor"})
    void aLoadOfAServiceFromThePageThatItServes(String mutator) {
        ChildJvm.Result result = run("loadTheSame", "0", mutator, "jvm");
        List<Matcher> notes = notes(result);
        assertEquals(1, notes.size(), result::toString);
        Matcher note = notes.getFirst();
        requireReport(result, note);
        assertEquals("address " + page(result), note.group(2));
        assertEquals("while " + SERVICE + "loadTheSame(long, long, long) served the fault at " + page(result), note.group(5));
    }

    @ParameterizedTest
    @CsvSource({"java, 0x0", "accessor, 0x0", "java, " + UNMAPPED})
    void aJumpOfAServiceToWhereNoCodeIs(String mutator, String address) {
        ChildJvm.Result result = run("jump", address, mutator, "jvm");
        List<Matcher> notes = notes(result);
        assertEquals(1, notes.size(), result::toString);
        Matcher note = notes.getFirst();
        requireReport(result, note);
        assertEquals("address " + address, note.group(2));
        assertEquals(address, note.group(3));
        assertEquals("none of its methods", note.group(4));
        assertEquals("while " + SERVICE + "jump(long, long, long) served the fault at " + page(result), note.group(5));
    }

    @Test
    void aFaultOfCompiledCodeThatJavaCalls() {
        ChildJvm.Result result = run("load", UNMAPPED, "none", "jvm");
        List<Matcher> notes = notes(result);
        assertEquals(1, notes.size(), result::toString);
        requireReport(result, notes.getFirst());
        assertTrue(notes.getFirst().group(4).startsWith(SERVICE + "load(long, long, long)+0x"), result::toString);
        assertEquals("not serving a fault", notes.getFirst().group(5));
    }

    @ParameterizedTest
    @CsvSource({"load, " + UNMAPPED + ", java", "loadTheSame, 0, java", "jump, 0x0, java", "load, " + UNMAPPED + ", none"})
    void aHandlerBeforeOursThatComesBackIsNoLoop(String service, String argument, String mutator) {
        ChildJvm.Result result = run(service, argument, mutator, "returns");
        assertEquals(KILLED_BY_THE_FAULT, result.exitCode(), result::toString);
        List<Matcher> notes = notes(result);
        assertEquals(2, notes.size(), result::toString);
        assertEquals("what follows is for the JVM's error report", notes.getFirst().group(6));
        assertEquals("and once more, after the JVM's handler returned: the process ends", notes.getLast().group(6));
    }

    /** Other signals find the same thread state in our handler as in the JVM's. */
    @Test
    void ourHandlerBlocksWhatTheJvmsBlocks() {
        SignalAction jvms = SignalAction.current(SignalAction.SIGSEGV);
        try (TrapRegion region = TrapRegion.open(TestRegion.PAGE, TestRegion.PAGE, 0, TrapSignal.BUS, address -> false)) {
            for (int signal : new int[] {SignalAction.SIGSEGV, SignalAction.SIGBUS}) {
                SignalAction ours = SignalAction.current(signal);
                assertEquals(Long.toHexString(jvms.mask()), Long.toHexString(ours.mask()), "blocked signals");
                assertEquals(jvms.flags() | SignalAction.SA_NODEFER, ours.flags(), "flags");
            }
            assertEquals(0, region.faults());
        }
    }
}

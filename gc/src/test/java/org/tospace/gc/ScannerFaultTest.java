package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tospace.runtime.probe.Mechanism;
import org.tospace.runtime.testing.ChildJvm;

/** A fault of the scanner in the signal handler ends in the JVM's error report, with a line that says whose fault it was. */
class ScannerFaultTest {
    private static final Pattern NOTE = Pattern.compile("tospace: its own machine code faulted: SIGSEGV at address (0x[0-9a-f]+), instruction"
            + " 0x[0-9a-f]+ in org\\.tospace\\.gc\\.scan\\.\\w+\\.\\w+\\(.*\\)\\+0x[0-9a-f]+, while org\\.tospace\\.gc\\.scan\\.ThreadTrap"
            + "\\.serve\\(long, long, long\\) served the fault at (0x[0-9a-f]+); .*");

    @ParameterizedTest
    @ValueSource(strings = {"mprotect", "guard", "userfaultfd"})
    void aScannerThatFaultsIsReported(String protection) {
        assumeTrue(protection.equals("mprotect") || (protection.equals("guard") ? Mechanism.GUARD : Mechanism.USER_FAULT).probe().available(),
                () -> "this machine has no " + protection);
        ChildJvm.Result result = ChildJvm.of(ScannerFaultProgram.class).arguments(protection).limit(Duration.ofSeconds(60)).run();
        assertEquals(1, result.exitCode(), result::toString);
        assertTrue(result.crashReport().contains("SIGSEGV"), result::toString);
        assertFalse(result.output().contains("went on"), result::toString);
        Matcher note = NOTE.matcher(result.output().lines().filter(line -> line.startsWith("tospace:")).findFirst().orElse(""));
        assertTrue(note.matches(), result::toString);
        assertFalse(note.group(1).equals(note.group(2)), result::toString);
    }
}

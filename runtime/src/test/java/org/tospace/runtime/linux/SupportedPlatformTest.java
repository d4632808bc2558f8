package org.tospace.runtime.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SupportedPlatformTest {

    @Test
    void linuxOnX86IsSupportedAndRunsMachineCode() {
        assertEquals(Optional.empty(), SupportedPlatform.problem("Linux", "amd64", 8));
        assertEquals(Optional.empty(), SupportedPlatform.machineCodeProblem("Linux", "amd64", 8));
    }

    @Test
    void linuxOnAnother64BitProcessorIsSupportedWithoutMachineCode() {
        assertEquals(Optional.empty(), SupportedPlatform.problem("Linux", "aarch64", 8));
        assertEquals(Optional.of("machine code is made for x86-64 only; this is Linux on riscv64"),
                SupportedPlatform.machineCodeProblem("Linux", "riscv64", 8));
    }

    @Test
    void anythingElseIsNamedInASentenceWhicheverIsAsked() {
        for (String[] other : new String[][] {{"Mac OS X", "aarch64", "8"}, {"FreeBSD", "amd64", "8"}, {"Linux", "arm", "4"}, {"Linux", "amd64", "4"}}) {
            Optional<String> sentence = Optional.of("tospace needs Linux on a 64-bit processor; this is " + other[0] + " on " + other[1]);
            assertEquals(sentence, SupportedPlatform.problem(other[0], other[1], Long.parseLong(other[2])));
            assertEquals(sentence, SupportedPlatform.machineCodeProblem(other[0], other[1], Long.parseLong(other[2])));
        }
    }
}

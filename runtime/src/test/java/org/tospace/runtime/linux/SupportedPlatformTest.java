package org.tospace.runtime.linux;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportedPlatformTest {

    @Test
    void linuxOnX86IsSupportedAndRunsMachineCode() {
        assertEquals(Optional.empty(), SupportedPlatform.problem("Linux", "amd64", 8, LITTLE_ENDIAN));
        assertEquals(Optional.empty(), SupportedPlatform.machineCodeProblem("Linux", "amd64", 8, LITTLE_ENDIAN));
    }

    @Test
    void linuxOnAnother64BitProcessorIsSupportedWithoutMachineCode() {
        assertEquals(Optional.empty(), SupportedPlatform.problem("Linux", "aarch64", 8, LITTLE_ENDIAN));
        assertEquals(Optional.of("machine code is made for x86-64 only; this is Linux on riscv64"),
                SupportedPlatform.machineCodeProblem("Linux", "riscv64", 8, LITTLE_ENDIAN));
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X, aarch64, 8, true", "FreeBSD, amd64, 8, true", "Linux, arm, 4, true", "Linux, amd64, 4, true", "Linux, s390x, 8, false"})
    void anythingElseIsNamedInASentenceWhicheverIsAsked(String system, String architecture, long addressBytes, boolean isLittle) {
        Optional<String> sentence = Optional.of("tospace needs Linux on a 64-bit little-endian processor; this is " + system + " on " + architecture);
        ByteOrder order = isLittle ? LITTLE_ENDIAN : BIG_ENDIAN;
        assertEquals(sentence, SupportedPlatform.problem(system, architecture, addressBytes, order));
        assertEquals(sentence, SupportedPlatform.machineCodeProblem(system, architecture, addressBytes, order));
    }
}

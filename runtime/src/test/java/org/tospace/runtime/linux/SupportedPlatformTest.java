package org.tospace.runtime.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SupportedPlatformTest {

    @Test
    void linuxOnX86IsSupported() {
        assertEquals(Optional.empty(), SupportedPlatform.problem("Linux", "amd64"));
    }

    @Test
    void anythingElseIsNamedInASentence() {
        assertEquals(Optional.of("tospace needs Linux on x86-64; this is Mac OS X on aarch64"),
                SupportedPlatform.problem("Mac OS X", "aarch64"));
        assertEquals(Optional.of("tospace needs Linux on x86-64; this is Linux on riscv64"),
                SupportedPlatform.problem("Linux", "riscv64"));
        assertEquals(Optional.of("tospace needs Linux on x86-64; this is FreeBSD on amd64"),
                SupportedPlatform.problem("FreeBSD", "amd64"));
    }
}

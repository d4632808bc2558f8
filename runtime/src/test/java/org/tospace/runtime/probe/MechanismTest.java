package org.tospace.runtime.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.testing.ChildJvm;

class MechanismTest {

    @ParameterizedTest
    @EnumSource
    void aProbeAnswersTheSameTwiceAndLeavesNothingBehind(Mechanism mechanism) {
        Leftovers before = Leftovers.now();
        ProbeResult first = mechanism.probe();
        assertEquals(before, Leftovers.now(), first::toString);
        assertEquals(first, mechanism.probe());
        assertEquals(before, Leftovers.now(), first::toString);
        assertFalse(first.detail().isBlank());
    }

    /** What every kernel that can run a heap has. */
    @ParameterizedTest
    @EnumSource(names = {"DUAL_MAPPING", "TRAP", "WILD_ACCESS"})
    void whatHeapsNeedIsAvailable(Mechanism mechanism) {
        ProbeResult result = mechanism.probe();
        assertTrue(result.available(), result::toString);
    }

    /** In a JVM that does nothing else, so that the number of all mappings and descriptors can be compared. */
    @Test
    void manyRoundsOfProbesLeaveAsManyMappingsAndDescriptorsAsTwo() {
        ChildJvm.of(ProbeRoundsChild.class).flags("-Xint", "-XX:+UseSerialGC", "-Xms64m", "-Xmx64m").run().requireExit(0)
                .requireOutput("nothing was left");
    }

    @Test
    void leftoversAreNoticed() {
        Leftovers before = Leftovers.now();
        try (DualMapping left = Scratch.pages(1)) {
            Leftovers after = Leftovers.now();
            assertEquals(before.descriptors() + 1, after.descriptors(), () -> "with " + left);
            assertEquals(before.mappings() + 2, after.mappings());
        }
    }

    @Test
    void aPageWithoutAccessIsNotReadable() {
        try (DualMapping mapping = Scratch.pages(1)) {
            assertTrue(Scratch.isReadable(mapping.frontAddress()));
            mapping.protect(mapping.frontAddress(), mapping.bytes(), Access.NONE);
            assertFalse(Scratch.isReadable(mapping.frontAddress()));
        }
    }

    @Test
    void onAnotherPlatformNothingIsTriedAndNoNativeClassLoaded() {
        ChildJvm.Result result = ChildJvm.of(OtherPlatformChild.class)
                .flags("-Dos.name=Plan 9", "-Xlog:class+load=info").run().requireExit(0);
        for (Mechanism mechanism : Mechanism.values()) {
            result.requireOutput(mechanism + " not tried: tospace needs Linux on a 64-bit little-endian processor; this is Plan 9 on amd64");
        }
        for (String name : List.of("linux.SystemCallStub", "linux.LibC", "linux.NativeFunctions", "memory.Memory", "trap.TrapRegion")) {
            assertFalse(result.output().contains("org.tospace.runtime." + name + " source:"), result::toString);
        }
        result.requireOutput("org.tospace.runtime.probe.TrapProbe source:");
    }

    @Test
    void onAnotherProcessorWhatNeedsNoMachineCodeIsTriedAndNoMachineCodeIsMade() {
        ChildJvm.Result result = ChildJvm.of(OtherPlatformChild.class).processor("aarch64").flags("-Xlog:class+load=info").run().requireExit(0)
                .requireOutput(Mechanism.DUAL_MAPPING + " available");
        for (Mechanism mechanism : Mechanism.values()) {
            if (mechanism != Mechanism.DUAL_MAPPING) {
                result.requireOutput(mechanism + " not tried: machine code is made for x86-64 only; this is Linux on aarch64");
            }
        }
        result.requireOutput("org.tospace.runtime.linux.LibrarySystemCalls source:");
        for (String name : List.of("linux.SystemCallStub", "code.ExecutableMemory", "trap.SignalHandler", "trap.RegionTable")) {
            assertFalse(result.output().contains("org.tospace.runtime." + name + " source:"), result::toString);
        }
    }

    @Test
    void onAnotherProcessorWhatNeedsMachineCodeIsRefusedInASentence() {
        ChildJvm.of(RefusedMachineCodeChild.class).processor("aarch64").run().requireExit(0).requireOutput("all was refused");
    }
}

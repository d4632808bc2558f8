package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.memory.PageSize;
import org.tospace.runtime.probe.Mechanism;
import org.tospace.runtime.probe.ProbeResult;
import org.tospace.runtime.testing.ChildJvm;

class PlatformTest {
    private static Capability named(List<Capability> capabilities, String name) {
        return capabilities.stream().filter(capability -> capability.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + capabilities));
    }

    private static Map<Mechanism, ProbeResult> all(boolean available) {
        Map<Mechanism, ProbeResult> results = new EnumMap<>(Mechanism.class);
        for (Mechanism mechanism : Mechanism.values()) {
            results.put(mechanism, new ProbeResult(mechanism.name(), available, "because"));
        }
        return results;
    }

    @Test
    void factsComeFirstThenMechanismsThenBarriersThenProtections() {
        List<String> names = Platform.probe().stream().map(Capability::name).filter(name -> !name.endsWith(" limit") || name.startsWith("map"))
                .toList();
        Stream<String> facts = Stream.of("operating system", "processor", "memory", "JDK", "native access", "page size", "map limit");
        Stream<String> mechanisms = Stream.of(Mechanism.values()).map(mechanism -> mechanism.probe().name());
        assertEquals(Stream.of(facts, mechanisms, Stream.of("barrier trap", "barrier upcall", "barrier checked"),
                Stream.of("protection mprotect", "protection guard", "protection userfaultfd")).flatMap(part -> part).toList(), names);
    }

    @Test
    void factsAreThoseOfThisMachine() {
        List<Capability> facts = Platform.facts();
        assertTrue(named(facts, "operating system").detail().endsWith("Linux " + System.getProperty("os.version") + " on amd64"));
        assertTrue(named(facts, "processor").detail().contains(Runtime.getRuntime().availableProcessors() + " usable"));
        assertTrue(named(facts, "memory").detail().matches("[0-9.]+ .iB, [0-9.]+ .iB available"), () -> named(facts, "memory").detail());
        assertTrue(named(facts, "JDK").detail().startsWith(Runtime.version().toString()));
        assertEquals("enabled for ALL-UNNAMED", named(facts, "native access").detail());
        assertEquals(PageSize.bytes() + " bytes", named(facts, "page size").detail());
        assertTrue(named(facts, "map limit").detail().matches("[0-9]+ mappings \\(vm.max_map_count\\), [0-9]+ in use"));
    }

    @Test
    void whereTestsRunAllBarriersHaveWhatTheyNeed() {
        List<Capability> mechanisms = Platform.mechanisms();
        for (Barrier barrier : Barrier.values()) {
            Capability capability = named(mechanisms, "barrier " + barrier.key());
            assertTrue(capability.available(), capability::toString);
        }
        assertTrue(mechanisms.stream().noneMatch(Capability::isMissing), mechanisms::toString);
    }

    @Test
    void theDefaultBarrierIsRequired() {
        for (Barrier barrier : Barrier.values()) {
            assertEquals(HeapOptions.builder().build().barrier() == barrier, Platform.barrier(barrier, all(true)).required());
        }
    }

    @Test
    void aBarrierThatLacksAMechanismSaysWhichAndWhy() {
        Map<Mechanism, ProbeResult> results = all(true);
        results.put(Mechanism.TRAP, new ProbeResult("traps", false, "sigaction was refused with EPERM"));
        Capability trap = Platform.barrier(Barrier.TRAP, results);
        assertEquals(new Capability("barrier trap", false, true, "lacks traps (sigaction was refused with EPERM)"), trap);
        assertTrue(trap.isMissing());
        assertFalse(Platform.barrier(Barrier.UPCALL, results).isMissing());
        assertTrue(Platform.barrier(Barrier.CHECKED, results).available());
        assertFalse(Platform.barrier(Barrier.CHECKED, all(false)).available());
    }

    @Test
    void theDefaultProtectionIsMarkedAndOthersSayWhatTheyLack() {
        Map<Mechanism, ProbeResult> results = all(true);
        results.put(Mechanism.USER_FAULT, new ProbeResult("userfaultfd", false, "userfaultfd was refused with EPERM"));
        for (Protection protection : List.of(Protection.MPROTECT, Protection.GUARD, Protection.USERFAULTFD)) {
            Capability capability = Platform.protection(protection, results);
            assertEquals(protection != Protection.USERFAULTFD, capability.available());
            assertEquals(protection == Protection.AUTO.resolved(), capability.required());
            assertEquals(capability.required(), capability.detail().contains("protection=auto"), capability::toString);
        }
        assertTrue(Platform.protection(Protection.USERFAULTFD, results).detail().contains("refused with EPERM"));
    }

    @Test
    void onAnotherPlatformASentenceIsTheAnswerAndNoNativeClassIsLoaded() {
        ChildJvm.Result result = ChildJvm.of(PlatformChild.class).flags("-Dos.name=Plan 9", "-Xlog:class+load=info").run().requireExit(0)
                .requireOutput("tospace needs Linux on a 64-bit little-endian processor; this is Plan 9 on amd64")
                .requireOutput("barrier upcall: false").requireOutput("barrier checked: false");
        for (String name : List.of("linux.SystemCallStub", "linux.LibC", "linux.NativeFunctions", "memory.Memory", "trap.TrapRegion")) {
            assertFalse(result.output().contains("org.tospace.runtime." + name + " source:"), result::toString);
        }
        result.requireOutput("org.tospace.gc.Platform source:");
    }

    @Test
    void onAnotherProcessorCheckedHasWhatItNeedsAndTheOthersSayWhatTheyLack() {
        String lacking = "lacks traps served by Java (not tried: machine code is made for x86-64 only; this is Linux on aarch64)";
        ChildJvm.of(PlatformChild.class).processor("aarch64").run().requireExit(0)
                .requireOutput("operating system: true, ").requireOutput("double mapping: true, ").requireOutput("barrier trap: false, " + lacking)
                .requireOutput("barrier upcall: false, " + lacking).requireOutput("barrier checked: true, has what it needs: double mapping")
                .requireOutput("guard markers: false, not tried: machine code is made for x86-64 only");
    }
}

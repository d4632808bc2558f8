package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.testing.ChildJvm;

/**
 * What there is on a processor that no machine code is made for. It is this processor, in a JVM whose properties say otherwise: so its order of memory accesses
 * is not another's, but whatever would run machine code fails.
 */
class OtherProcessorTest {
    private static final String NO_CODE = "machine code is made for x86-64 only; this is Linux on aarch64";

    @Test
    void hereEveryBarrierIsAvailable() {
        for (Barrier barrier : Barrier.values()) {
            assertEquals(Optional.empty(), barrier.problem());
        }
    }

    @Test
    void trapAndUpcallAreRefusedInASentenceThatOffersCheckedWhichWorks() {
        ChildJvm.of(RefusedBarrierProgram.class).processor("aarch64").flags("-Xss1m").run().requireExit(0)
                .requireOutput("heap=1m: barrier=trap is not available here: " + NO_CODE + "; use barrier=checked, which needs none")
                .requireOutput("barrier=upcall: barrier=upcall is not available here: " + NO_CODE + "; use barrier=checked, which needs none")
                .requireOutput("barrier=checked: opened, 1 object, last fault: false")
                .requireOutput("machine code: " + NO_CODE);
    }

    /** There the thread's registers say how much stack is left. */
    @Test
    void aSafepointWithoutStackIsRefusedBeforeItBegins() {
        ChildJvm.of(RefusedBarrierProgram.class).processor("aarch64").flags("-Xss1m").run().requireExit(0)
                .requireOutput("deep stack: a safepoint needs 160 KiB of stack").requireOutput("still 1 object");
    }

    @Test
    void graphsAndWeakReferencesAgreeWithTheirModelsAndNoMachineCodeIsMade() {
        long seed = Seeds.next();
        ChildJvm.Result result = Seeds.run(seed, () -> ChildJvm.of(OtherProcessorProgram.class).processor("aarch64")
                .flags("-Xlog:class+load=info", "-ea").arguments(Long.toString(seed)).run().requireExit(0).requireOutput("agreed, collections: "));
        result.requireOutput("org.tospace.runtime.linux.LibrarySystemCalls source:").requireOutput("org.tospace.runtime.trap.SavedContext source:");
        for (String name : List.of("runtime.linux.SystemCallStub", "runtime.code.ExecutableMemory", "runtime.trap.SignalHandler",
                "runtime.trap.RegionTable", "gc.collector.CompiledScanner")) {
            assertFalse(result.output().contains("org.tospace." + name + " source:"), () -> name + " was loaded");
        }
    }
}

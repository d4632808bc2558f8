package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tospace.gc.testing.NamedModuleProgram;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.testing.ChildJvm;

/** As a named module {@code gc} is recorded and managed like on the class path, and needs neither {@code jdk.jfr} nor {@code java.management}. */
class NamedModuleTest {
    private static ChildJvm child() throws URISyntaxException {
        return ChildJvm.of(NamedModuleProgram.class).flags("--module-path", place(Memory.class) + File.pathSeparator + place(Heap.class),
                "--add-modules", "org.tospace.gc", "--enable-native-access=org.tospace.runtime");
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void aNamedModuleIsRecordedAndManaged() throws URISyntaxException {
        child().run().requireExit(0).requireOutput("named: true").requireOutput("GC(1) Pause Flip").requireOutput("managed: 1 4")
                .requireOutput("recorded: modular 2");
    }

    @Test
    void aNamedModuleRunsWithoutTheModulesThatShowIt() throws URISyntaxException {
        ChildJvm.Result result = child().flags("--limit-modules", "org.tospace.gc").run().requireExit(0).requireOutput("named: true")
                .requireOutput("GC(1) Pause Flip");
        assertFalse(result.output().contains("managed: ") || result.output().contains("recorded: "), result::toString);
    }
}

package org.tospace.runtime.trap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.testing.ChildJvm;

/** The machine code that the build put beside the classes is what the compiler makes of them. */
class DispatcherImageTest {

    @Test
    void theImageIsThatOfTheseClasses() throws IOException {
        ByteArrayOutputStream compiled = new ByteArrayOutputStream();
        try (SignalSafeCode code = DispatcherImage.compile()) {
            code.write(compiled);
        }
        try (InputStream image = DispatcherImage.class.getResourceAsStream(DispatcherImage.RESOURCE)) {
            assertNotNull(image, "the build has made no image");
            assertArrayEquals(compiled.toByteArray(), image.readAllBytes());
        }
    }

    @Test
    void onAnotherProcessorTheBuildGoesOnWithoutAnImage(@TempDir Path folder) throws IOException {
        ChildJvm.of(DispatcherImage.class).processor("aarch64").arguments(folder.toString()).run().requireExit(0)
                .requireOutput("the dispatcher of traps is not compiled: machine code is made for x86-64 only; this is Linux on aarch64");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }
}

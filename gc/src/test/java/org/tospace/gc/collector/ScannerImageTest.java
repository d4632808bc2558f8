package org.tospace.gc.collector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.testing.ChildJvm;

/** The machine code that the build put beside the classes is what the compiler makes of them. */
class ScannerImageTest {
    @Test
    void theImageIsThatOfTheseClasses() throws IOException {
        ByteArrayOutputStream compiled = new ByteArrayOutputStream();
        try (SignalSafeCode code = ScannerImage.compile()) {
            code.write(compiled);
        }
        try (InputStream image = ScannerImage.class.getResourceAsStream(ScannerImage.RESOURCE)) {
            assertNotNull(image, "the build has made no image");
            assertArrayEquals(compiled.toByteArray(), image.readAllBytes());
        }
    }

    /** One that is there, made on x86-64, would be of older classes. */
    @Test
    void onAnotherProcessorTheBuildGoesOnWithoutAnImage(@TempDir Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("org/tospace/gc/collector"));
        Path image = Files.writeString(classes.resolve(ScannerImage.RESOURCE), "older");
        ChildJvm.of(ScannerImage.class).processor("aarch64").arguments(folder.toString()).run().requireExit(0)
                .requireOutput("the scanner is not compiled: machine code is made for x86-64 only; this is Linux on aarch64");
        assertFalse(Files.exists(image));
    }
}

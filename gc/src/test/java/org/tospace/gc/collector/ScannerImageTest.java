package org.tospace.gc.collector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.signalsafe.SignalSafeCode;

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
}

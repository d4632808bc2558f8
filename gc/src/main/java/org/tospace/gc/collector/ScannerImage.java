package org.tospace.gc.collector;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tospace.runtime.signalsafe.SignalSafeCode;

/**
 * Run by the build after the classes are compiled: compiles the scanner from its class files and writes the machine code beside them, so
 * that a program that opens a heap need not (a quarter of a second in a JVM that has just started).
 */
public final class ScannerImage {
    /** The image's name, beside this class. */
    static final String RESOURCE = "scanner.x86-64";

    private ScannerImage() {
    }

    /**
     * Writes the image.
     *
     * @param arguments one: the folder of the module's classes
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        String folder = ScannerImage.class.getPackageName().replace('.', '/');
        Path image = Path.of(arguments[0]).resolve(folder).resolve(RESOURCE);
        // One that was made of other classes, or in another form, may be unreadable now.
        Files.deleteIfExists(image);
        try (SignalSafeCode code = CompiledScanner.compile(); OutputStream out = Files.newOutputStream(image)) {
            code.write(out);
        }
    }
}

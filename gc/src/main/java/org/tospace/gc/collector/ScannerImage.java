package org.tospace.gc.collector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.gc.scan.Revival;
import org.tospace.gc.scan.RootChunks;
import org.tospace.gc.scan.RootScan;
import org.tospace.gc.scan.SpaceExchange;
import org.tospace.gc.scan.ThreadTrap;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;

/**
 * What of the scanner is machine code, and the file that keeps it. Run by the build after the classes are compiled: compiles the scanner from
 * its class files and writes the machine code beside them, so that a program that opens a heap need not (a quarter of a second in a
 * JVM that has just started). On another processor than x86-64 it writes none: the JVM runs the scanner there.
 */
public final class ScannerImage {
    static final EntryPoint SERVE = EntryPoint.of(ThreadTrap.class, "serve");
    static final EntryPoint TIME_STAMP = EntryPoint.of(ThreadTrap.class, "timeStamp");
    static final EntryPoint SCAN_NEXT = EntryPoint.of(OrderedScan.class, "scanNext");
    static final EntryPoint FORWARD_ROOTS = EntryPoint.of(RootScan.class, "forward");
    static final EntryPoint REQUIRE_ROOT = EntryPoint.of(RootChunks.class, "require");
    static final EntryPoint EXCHANGE = EntryPoint.of(SpaceExchange.class, "begin");
    static final EntryPoint FORWARD_VALUE = EntryPoint.of(Forwarding.class, "forwardValue");
    static final EntryPoint REVIVE = EntryPoint.of(Revival.class, "forward");
    /** The image's name, beside this class. */
    static final String RESOURCE = "scanner.x86-64";

    private static final List<EntryPoint> ENTRY_POINTS = List.of(SERVE, TIME_STAMP, SCAN_NEXT, FORWARD_ROOTS, REQUIRE_ROOT, EXCHANGE, FORWARD_VALUE,
            REVIVE);

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
        // An older build's need not have all entry points.
        Files.deleteIfExists(image);
        Optional<String> problem = SupportedPlatform.machineCodeProblem();
        if (problem.isPresent()) {
            System.out.println("the scanner is not compiled: " + problem.get());
            return;
        }
        try (SignalSafeCode code = compile(); OutputStream out = Files.newOutputStream(image)) {
            code.write(out);
        }
    }

    /** Compiles the scanner from its class files. */
    static SignalSafeCode compile() {
        return SignalSafeCompiler.compile(ENTRY_POINTS);
    }

    /** The image that the build has made, or, where classes are run without one, compiled now. */
    static SignalSafeCode load() {
        try (InputStream image = ScannerImage.class.getResourceAsStream(RESOURCE)) {
            return image == null ? compile() : SignalSafeCode.read(image, ENTRY_POINTS);
        } catch (IOException e) {
            throw new UncheckedIOException("the image of the compiled scanner cannot be read: " + RESOURCE, e);
        }
    }
}

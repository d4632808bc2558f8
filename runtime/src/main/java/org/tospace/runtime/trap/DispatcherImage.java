package org.tospace.runtime.trap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;

/**
 * Run by the build after the classes are compiled: compiles {@link TrapDispatcher} from its class files and writes the machine code beside
 * them, so that a program that opens a region need not. On another processor than x86-64 it writes none, as no region can be opened there.
 */
public final class DispatcherImage {

    /** The image's name, beside this class. */
    static final String RESOURCE = "dispatcher.x86-64";

    static final EntryPoint DISPATCH = EntryPoint.of(TrapDispatcher.class, "dispatch");
    /**
     * Stack that the dispatcher may take, what it calls in compiled code included: little beside the 80 KiB that HotSpot keeps free below
     * Java frames.
     */
    private static final int STACK_LIMIT_BYTES = 1024;

    private DispatcherImage() {
    }

    /**
     * Writes the image.
     *
     * @param arguments one: the folder of the module's classes
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Optional<String> problem = SupportedPlatform.machineCodeProblem();
        if (problem.isPresent()) {
            System.out.println("the dispatcher of traps is not compiled: " + problem.get());
            return;
        }
        String folder = DispatcherImage.class.getPackageName().replace('.', '/');
        Path image = Path.of(arguments[0]).resolve(folder).resolve(RESOURCE);
        try (SignalSafeCode code = compile(); OutputStream out = Files.newOutputStream(image)) {
            code.write(out);
        }
    }

    /** Compiles the dispatcher from its class files. Reads no image, which may be older than they are. */
    static SignalSafeCode compile() {
        return SignalSafeCompiler.compile(List.of(DISPATCH), STACK_LIMIT_BYTES);
    }
}

package org.tospace.runtime.trap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.tospace.runtime.signalsafe.SignalSafeCode;

/**
 * The dispatcher as machine code, compiled from its own class files: when tospace is built ({@link DispatcherImage}), or else when the
 * first region needs it. One for the process, never freed.
 */
final class CompiledDispatcher {

    private static final SignalSafeCode CODE = load();

    private CompiledDispatcher() {
    }

    /** The image that the build has made, or, where classes are run without one, compiled now. */
    private static SignalSafeCode load() {
        try (InputStream image = CompiledDispatcher.class.getResourceAsStream(DispatcherImage.RESOURCE)) {
            return image == null ? DispatcherImage.compile() : SignalSafeCode.read(image, List.of(DispatcherImage.DISPATCH));
        } catch (IOException e) {
            throw new UncheckedIOException("the image of the compiled dispatcher cannot be read: " + DispatcherImage.RESOURCE, e);
        }
    }

    /** Where {@link TrapDispatcher#dispatch} starts. */
    static long address() {
        return CODE.address(DispatcherImage.DISPATCH);
    }
}

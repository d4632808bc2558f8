package org.tospace.runtime.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tospace.runtime.linux.SignalAction;

/**
 * What a probe might leave behind in this process.
 *
 * @param descriptors open ones of a probe's kinds
 * @param mappings views of a probe's memory
 * @param segv the action for {@code SIGSEGV}
 * @param bus the action for {@code SIGBUS}
 */
record Leftovers(long descriptors, long mappings, SignalAction segv, SignalAction bus) {

    static Leftovers now() {
        return new Leftovers(countDescriptors(), countMappings(), SignalAction.current(SignalAction.SIGSEGV),
                SignalAction.current(SignalAction.SIGBUS));
    }

    static long countDescriptors() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.map(Leftovers::target).filter(target -> target.startsWith("/memfd:" + Scratch.NAME)
                    || target.contains("userfaultfd") || target.endsWith("/pagemap")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // The directory's own descriptor, closed by now.
            return "";
        }
    }

    private static long countMappings() {
        return maps().stream().filter(line -> line.contains(Scratch.NAME)).count();
    }

    static List<String> maps() {
        try {
            return Files.readAllLines(Path.of("/proc/self/maps"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

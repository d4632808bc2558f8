package org.tospace.gc.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small text files that may not be there. */
final class TextFile {
    private TextFile() {
    }

    /**
     * The lines of a file; none if it cannot be read. Latin-1, so that no byte is malformed, and buffered: some files of
     * {@code /proc} answer the first read only.
     */
    static List<String> lines(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return in.readAllLines();
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    /** What follows a key at the start of a line and the separator after it, without blanks around it. */
    static Optional<String> value(Path file, String key, char separator) {
        return lines(file).stream().filter(line -> line.startsWith(key) && line.substring(key.length()).strip().startsWith("" + separator))
                .findFirst().map(line -> line.substring(line.indexOf(separator) + 1).strip());
    }
}

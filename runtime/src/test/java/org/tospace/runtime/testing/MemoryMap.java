package org.tospace.runtime.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says of this process's mappings. */
public final class MemoryMap {

    private MemoryMap() {
    }

    /**
     * The mappings, neighbours of one kind as one.
     *
     * @return the lines of {@code /proc/self/maps}
     */
    public static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("/proc/self/maps"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What an address lets through.
     *
     * @param address any
     * @return as in {@code rw-s}; {@code not mapped} where nothing is
     */
    public static String protection(long address) {
        for (String line : lines()) {
            int dash = line.indexOf('-');
            int space = line.indexOf(' ');
            long from = Long.parseUnsignedLong(line, 0, dash, 16);
            long to = Long.parseUnsignedLong(line, dash + 1, space, 16);
            if (Long.compareUnsigned(from, address) <= 0 && Long.compareUnsigned(address, to) < 0) {
                return line.substring(space + 1, space + 5);
            }
        }
        return "not mapped";
    }
}

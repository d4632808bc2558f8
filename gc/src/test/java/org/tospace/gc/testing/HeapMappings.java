package org.tospace.gc.testing;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the kernel says of this process's mappings and files. */
public final class HeapMappings {
    private HeapMappings() {
    }

    /**
     * How many mappings lie in a range of addresses, wholly or in part. The range may change while it is read, which the kernel does
     * in parts: neighbours of equal protection, and a mapping that is seen again when it has grown, count as one.
     */
    public static long in(long address, long bytes) {
        long count = 0;
        String protection = "";
        long end = 0;
        for (Line line : lines("")) {
            if (line.start < address + bytes && line.end > address) {
                if (line.start > end || !line.protection.equals(protection)) {
                    count++;
                }
                protection = line.protection;
                end = line.end;
            }
        }
        return count;
    }

    /** How many mappings the process has. */
    public static long ofProcess() {
        return lines("").size();
    }

    /** How many mappings of heaps' memory the process has. */
    public static long ofHeaps() {
        return lines("memfd:tospace").size();
    }

    /** A line of the kernel's list. */
    private record Line(long start, long end, String protection) {
        static Line of(String text) {
            int dash = text.indexOf('-');
            int space = text.indexOf(' ');
            return new Line(Long.parseUnsignedLong(text.substring(0, dash), 16), Long.parseUnsignedLong(text.substring(dash + 1, space), 16),
                    text.substring(space + 1, space + 5));
        }
    }

    private static List<Line> lines(String name) {
        try (BufferedReader in = new BufferedReader(new FileReader("/proc/self/maps", StandardCharsets.US_ASCII), 1 << 20)) {
            // The kernel's own page of calls has an address that is negative here.
            return in.lines().filter(line -> line.contains(name) && !line.contains("[vsyscall]")).map(Line::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

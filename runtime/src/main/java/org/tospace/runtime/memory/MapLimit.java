package org.tospace.runtime.memory;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The process's share of {@code vm.max_map_count}: the kernel bounds the number of separately protected ranges, and
 * fails {@code mprotect} and {@code mmap}, the JVM's own too, once it is reached. Whoever splits mappings by
 * protection reserves first and stays within what was granted.
 *
 * <p>Any thread. The count is one for the process because the limit is. A mapping that is in use by virtue of a
 * reservation counts twice, once in use and once reserved: on the safe side.
 */
public final class MapLimit {

    /** Mappings never granted: thread stacks, code cache and heap of the JVM as it grows. */
    public static final long KEPT_FOR_JVM = 4096;

    private static final String LIMIT_FILE = "/proc/sys/vm/max_map_count";
    private static final String MAPS_FILE = "/proc/self/maps";

    /** Sum of grants not given back; guarded by the class's monitor. */
    private static long reserved;

    private MapLimit() {
    }

    /**
     * The kernel's limit, read each time: an administrator may change it.
     *
     * @return mappings a process may have
     * @throws UncheckedIOException if the file cannot be read
     */
    public static long limit() {
        // Buffered: the kernel answers the first read only, and Files.readString starts with a read of one byte.
        try (BufferedReader in = new BufferedReader(new FileReader(LIMIT_FILE, StandardCharsets.US_ASCII))) {
            return Long.parseLong(in.readLine().trim());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the limit on mappings from " + LIMIT_FILE, e);
        }
    }

    /**
     * Mappings the process has now. Costs about a microsecond for each.
     *
     * @return lines of {@code /proc/self/maps}
     * @throws UncheckedIOException if the file cannot be read
     */
    public static long inUse() {
        try (InputStream in = new FileInputStream(MAPS_FILE)) {
            byte[] buffer = new byte[1 << 16];
            long lines = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot count mappings in " + MAPS_FILE, e);
        }
    }

    /**
     * Sets mappings aside.
     *
     * @param wanted how many, not negative
     * @return how many were granted: at most {@code wanted}, and at most half of what is left after what the process
     *     uses, what others reserved and {@link #KEPT_FOR_JVM}; 0 if nothing is left
     * @throws IllegalArgumentException if {@code wanted} is negative
     */
    public static synchronized long reserve(long wanted) {
        if (wanted < 0) {
            throw new IllegalArgumentException("wanted must not be negative: " + wanted);
        }
        long left = Math.max(0, limit() - KEPT_FOR_JVM - inUse() - reserved);
        long granted = Math.min(wanted, left / 2);
        reserved += granted;
        return granted;
    }

    /**
     * Returns what {@link #reserve} granted, whole or in part.
     *
     * @param granted how many, not negative and no more than are reserved
     * @throws IllegalArgumentException otherwise
     */
    public static synchronized void giveBack(long granted) {
        if (granted < 0 || granted > reserved) {
            throw new IllegalArgumentException(
                    "granted must be between 0 and the " + reserved + " mappings that are reserved: " + granted);
        }
        reserved -= granted;
    }
}

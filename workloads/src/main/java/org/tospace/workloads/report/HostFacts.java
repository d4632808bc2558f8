package org.tospace.workloads.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The machine that figures were taken on. What cannot be found out is "unknown" or 0.
 *
 * @param cores processors that this process may use
 * @param pageSizeBytes the operating system's page
 * @param mapLimit how many mappings a process may have (vm.max_map_count)
 */
@JsonPropertyOrder({"cpu", "cores", "kernel", "jdk", "pageSizeBytes", "mapLimit"})
public record HostFacts(String cpu, int cores, String kernel, String jdk, long pageSizeBytes, long mapLimit) {
    private static final String UNKNOWN = "unknown";
    private static final long AUXILIARY_PAGE_SIZE = 6;

    /** The facts of this machine and this JVM. */
    public static HostFacts read() {
        String cpu = valueOf(Path.of("/proc/cpuinfo"), "model name").orElse(UNKNOWN);
        String kernel = System.getProperty("os.name") + " " + System.getProperty("os.version");
        String jdk = System.getProperty("java.vendor.version", System.getProperty("java.vm.name")) + " ("
                + Runtime.version() + ")";
        return new HostFacts(cpu, Runtime.getRuntime().availableProcessors(), kernel, jdk, readPageSize(), readMapLimit());
    }

    private static Optional<String> valueOf(Path file, String key) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return lines.lines().filter(line -> line.startsWith(key)).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The auxiliary vector is what the kernel gives each process on its stack: pairs of words, kind and value. */
    private static long readPageSize() {
        try {
            ByteBuffer words = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv"))).order(ByteOrder.nativeOrder());
            while (words.remaining() >= 2 * Long.BYTES) {
                long kind = words.getLong();
                long value = words.getLong();
                if (kind == AUXILIARY_PAGE_SIZE) {
                    return value;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    /** Read in one piece: the file gives a reader that asks for single bytes its first digit only. */
    private static long readMapLimit() {
        try (BufferedReader lines = Files.newBufferedReader(Path.of("/proc/sys/vm/max_map_count"))) {
            return Long.parseLong(lines.readLine().strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}

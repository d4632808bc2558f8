package org.tospace.workloads.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system and the JVM say of this process as a whole. What they do not say is 0. */
public final class ProcessFigures {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path ROLLUP = Path.of("/proc/self/smaps_rollup");
    private static final long BYTES_A_KIB = 1_024;

    private ProcessFigures() {
    }

    /** Processor time of all threads since the process began: of mutators, collector, compiler and kernel on their behalf. */
    public static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system ? Math.max(0, system.getProcessCpuTime()) : 0;
    }

    /**
     * The most memory that the process ever had (VmHWM). That figure counts a page of shared memory once for each view of it; so what
     * shared memory is counted twice now, its resident size less its proportional one, is taken off.
     * Exact where shared memory was not given back before.
     */
    public static long peakBytes() {
        long peak = kibibytes(STATUS, "VmHWM:");
        long shared = kibibytes(STATUS, "RssShmem:");
        long proportional = kibibytes(ROLLUP, "Pss_Shmem:");
        long countedTwice = proportional == 0 ? 0 : Math.max(0, shared - proportional);
        return (peak - countedTwice) * BYTES_A_KIB;
    }

    private static long kibibytes(Path file, String key) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return lines.lines().filter(line -> line.startsWith(key)).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }

    /** How often the JVM's own collector has collected; a collection with several pauses counts once. */
    public static long jvmCollections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().filter(collector -> !collector.getName().endsWith("Pauses"))
                .mapToLong(GarbageCollectorMXBean::getCollectionCount).filter(count -> count > 0).sum();
    }
}

package org.tospace.gc.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tospace.gc.ByteSize;
import org.tospace.runtime.memory.MapLimit;
import org.tospace.runtime.memory.PageSize;

/** The machine and the JVM, each fact as part of a sentence; empty where there is nothing to tell. */
public final class HostFacts {
    private static final Path PROC = Path.of("/proc");
    private static final String UNKNOWN = "unknown";

    private HostFacts() {
    }

    /** Distribution, kernel and architecture. */
    public static String operatingSystem() {
        String kernel = property("os.name") + " " + property("os.version") + " on " + property("os.arch");
        return TextFile.value(Path.of("/etc/os-release"), "PRETTY_NAME", '=').map(name -> name.replace("\"", "") + ", " + kernel)
                .orElse(kernel);
    }

    /** Name, and how many of it this process may use. */
    public static String processor() {
        String name = TextFile.value(PROC.resolve("cpuinfo"), "model name", ':').orElse(UNKNOWN);
        return name + ", " + Runtime.getRuntime().availableProcessors() + " usable by this process";
    }

    /** How much the machine has, and how much of it is free or can be freed. */
    public static Optional<String> memory() {
        Path file = PROC.resolve("meminfo");
        return kibibytes(file, "MemTotal").map(total -> total
                + kibibytes(file, "MemAvailable").map(available -> ", " + available + " available").orElse(""));
    }

    private static Optional<String> kibibytes(Path file, String key) {
        return TextFile.value(file, key, ':').filter(value -> value.matches("[0-9]{1,15} kB"))
                .map(value -> ByteSize.describe(Long.parseLong(value.substring(0, value.indexOf(' '))) << 10));
    }

    /** Version, vendor and virtual machine. */
    public static String jdk() {
        return Runtime.version() + ", " + property("java.vendor") + ", " + property("java.vm.name");
    }

    /** The operating system's page. */
    public static Optional<String> pageSize() {
        try {
            return Optional.of(PageSize.bytes() + " bytes");
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** How many mappings the process may have and has. */
    public static Optional<String> mappings() {
        try {
            return Optional.of(MapLimit.limit() + " mappings (vm.max_map_count), " + MapLimit.inUse() + " in use");
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** {@code RLIMIT_AS}, if it is set. */
    public static Optional<String> addressSpaceLimit() {
        return said(addressSpaceLimit(TextFile.lines(PROC.resolve("self/limits"))), "(RLIMIT_AS); a heap reserves several times its size");
    }

    /** What the memory control group allows, if it sets a limit. */
    public static Optional<String> memoryLimit() {
        return said(MemoryGroup.limit(TextFile.lines(PROC.resolve("self/cgroup")), Path.of("/sys/fs/cgroup")), "(memory control group)");
    }

    /** Columns: name, soft limit, hard limit, unit; the soft one counts. */
    static OptionalLong addressSpaceLimit(List<String> limits) {
        return limits.stream().map(line -> line.strip().split(" {2,}"))
                .filter(columns -> columns[0].equals("Max address space") && columns.length > 1 && columns[1].matches("[0-9]{1,18}"))
                .mapToLong(columns -> Long.parseLong(columns[1])).findFirst();
    }

    private static Optional<String> said(OptionalLong bytes, String where) {
        return bytes.isPresent() ? Optional.of(ByteSize.describe(bytes.getAsLong()) + " " + where) : Optional.empty();
    }

    private static String property(String key) {
        return System.getProperty(key, UNKNOWN);
    }
}

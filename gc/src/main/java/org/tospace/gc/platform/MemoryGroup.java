package org.tospace.gc.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The limit that control groups set on the memory of this process: the smallest of its group and the groups around it. Knows both
 * versions, and groups that are seen from inside of a container, where the path in {@code /proc/self/cgroup} may not exist.
 */
final class MemoryGroup {
    private static final String VERSION_1 = "memory.limit_in_bytes";
    private static final String VERSION_2 = "memory.max";

    /** Version 2 says "no limit" by a word, version 1 by a number of 19 digits. */
    private static final Predicate<String> LIMIT = Pattern.compile("[0-9]{1,18}").asMatchPredicate();

    private MemoryGroup() {
    }

    /**
     * The limit.
     *
     * @param groups lines of {@code /proc/self/cgroup}: number, controllers, path
     * @param root where control groups are mounted
     * @return bytes; empty if there is no limit, or none that can be read
     */
    static OptionalLong limit(List<String> groups, Path root) {
        return groups.stream().map(line -> line.split(":", 3)).filter(parts -> parts.length == 3).flatMapToLong(parts -> {
            if (parts[1].isEmpty()) {
                return limits(root, parts[2], VERSION_2);
            }
            return List.of(parts[1].split(",")).contains("memory") ? limits(root.resolve("memory"), parts[2], VERSION_1)
                    : LongStream.empty();
        }).min();
    }

    /** From the group outwards up to where groups are mounted. */
    private static LongStream limits(Path mount, String group, String file) {
        Path innermost = mount.resolve(group.replaceFirst("^/+", "")).normalize();
        Path start = innermost.startsWith(mount) ? innermost : mount;
        return Stream.iterate(start, path -> path != null && path.startsWith(mount), Path::getParent)
                .flatMap(path -> TextFile.lines(path.resolve(file)).stream().limit(1)).filter(LIMIT)
                .mapToLong(Long::parseLong);
    }
}

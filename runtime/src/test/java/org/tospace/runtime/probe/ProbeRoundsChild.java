package org.tospace.runtime.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tries everything, round after round, and compares the numbers of mappings and descriptors. */
final class ProbeRoundsChild {

    private static final int ROUNDS = 40;
    /** The JVM's own: stacks that come and go, its heap for code. One leak in a round would be more. */
    private static final int TOLERATED_MAPPINGS = ROUNDS / 2;

    private ProbeRoundsChild() {
    }

    public static void main(String[] args) throws IOException {
        rounds(2);
        long descriptors = descriptors();
        int mappings = Leftovers.maps().size();
        rounds(ROUNDS);
        long moreDescriptors = descriptors() - descriptors;
        int moreMappings = Leftovers.maps().size() - mappings;
        if (moreDescriptors != 0 || moreMappings > TOLERATED_MAPPINGS) {
            throw new AssertionError(moreDescriptors + " descriptors and " + moreMappings + " mappings were left:\n"
                    + String.join("\n", Leftovers.maps()));
        }
        System.out.println("nothing was left; more mappings: " + moreMappings);
    }

    private static void rounds(int count) {
        for (int i = 0; i < count; i++) {
            for (Mechanism mechanism : Mechanism.values()) {
                System.out.println(mechanism.probe());
            }
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}

package org.tospace.runtime.linux;

import java.util.Optional;

/**
 * Whether this is the platform that everything here is written for. Binds no native function, so it may be asked
 * anywhere, by any thread; code that is about to bind one, directly or not, calls {@link #require} first.
 */
public final class SupportedPlatform {

    private static final String OPERATING_SYSTEM = "Linux";
    /** The JDK's name for x86-64. */
    private static final String ARCHITECTURE = "amd64";

    private SupportedPlatform() {
    }

    /**
     * Goes on where tospace can work.
     *
     * @throws UnsupportedOperationException elsewhere, saying what this is
     */
    public static void require() {
        problem().ifPresent(sentence -> {
            throw new UnsupportedOperationException(sentence);
        });
    }

    /**
     * Why tospace cannot work here.
     *
     * @return a sentence without its full stop; empty if it can
     */
    public static Optional<String> problem() {
        return problem(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Optional<String> problem(String operatingSystem, String architecture) {
        if (OPERATING_SYSTEM.equals(operatingSystem) && ARCHITECTURE.equals(architecture)) {
            return Optional.empty();
        }
        return Optional.of("tospace needs Linux on x86-64; this is " + operatingSystem + " on " + architecture);
    }
}

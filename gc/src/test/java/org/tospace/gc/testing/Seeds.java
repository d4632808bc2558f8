package org.tospace.gc.testing;

import java.util.concurrent.Callable;

/** Seeds of random tests: new for each run, taken back by {@code -Dtospace.test.seed=N}, printed when the test fails. */
public final class Seeds {
    private static final String PROPERTY = "tospace.test.seed";

    private Seeds() {
    }

    /** The seed of this run: of the property, or of the clock. */
    public static long next() {
        String given = System.getProperty(PROPERTY);
        return given == null ? System.nanoTime() & 0xFFFF_FFFFL : Long.parseLong(given);
    }

    /** How to run again with a seed. */
    public static String describe(long seed) {
        return "seed " + seed + " (run again with -D" + PROPERTY + "=" + seed + ")";
    }

    /** Runs a test; a failure names the seed. */
    public static <T> T run(long seed, Callable<T> test) {
        try {
            return test.call();
        } catch (Exception | AssertionError e) {
            throw new AssertionError(describe(seed) + ": " + e, e);
        }
    }
}

package org.tospace.gc;

/**
 * When a heap checks itself.
 *
 * <p>Example:
 * {@snippet :
 * HeapOptions options = HeapOptions.builder().verification(Verification.AFTER_GC).stress(1).build();     // for tests
 * }
 */
public enum Verification {
    /** Only when {@link Heap#verify} is called. */
    NEVER("never"),
    /** Also whenever a collection has ended, with every mutator stopped. For tests: it takes time in proportion to the live data. */
    AFTER_GC("after-gc");

    private final String key;

    Verification(String key) {
        this.key = key;
    }

    /** The name used in option strings and on the command line. */
    public String key() {
        return key;
    }

    /**
     * The setting of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Verification parse(String key) {
        for (Verification verification : values()) {
            if (verification.key.equalsIgnoreCase(key)) {
                return verification;
            }
        }
        throw new IllegalArgumentException("verify must be never or after-gc: " + key);
    }
}

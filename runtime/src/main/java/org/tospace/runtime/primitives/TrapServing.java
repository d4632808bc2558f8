package org.tospace.runtime.primitives;

/** Who serves a trap. */
public enum TrapServing {
    /** Machine code compiled from signal-safe Java, in the signal handler, for plain stores of Java code: as barrier {@code trap} does. */
    MACHINE_CODE("machine code"),
    /** The same Java run by the JVM, called up from an accessor's store: as barrier {@code upcall} does. */
    UPCALL("upcall");

    private final String key;

    TrapServing(String key) {
        this.key = key;
    }

    /**
     * Its name for people.
     *
     * @return a word or two
     */
    public String key() {
        return key;
    }
}

package org.tospace.runtime.memory;

import org.tospace.runtime.linux.Protection;

/** What a page of a mapping's front view lets through. */
public enum Access {
    /** Every load and store traps. */
    NONE(Protection.NONE),
    /** Stores trap. */
    READ(Protection.READ),
    /** Nothing traps. */
    READ_WRITE(Protection.READ | Protection.WRITE);

    private final int protection;

    Access(int protection) {
        this.protection = protection;
    }

    /** The bits for {@code mprotect}. */
    int protection() {
        return protection;
    }
}

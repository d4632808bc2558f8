package org.tospace.runtime.signalsafe;

/** A class without the annotation. */
final class Unmarked {

    private Unmarked() {
    }

    static long callee(long a) {
        return a + 1;
    }

    @SignalSafe
    static long marked(long a) {
        return a + 1;
    }
}

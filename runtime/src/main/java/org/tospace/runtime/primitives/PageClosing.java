package org.tospace.runtime.primitives;

import org.tospace.runtime.probe.Mechanism;
import org.tospace.runtime.trap.TrapSignal;

/** Ways to close and open pages of one view of shared memory; {@link PageService} does it. */
public enum PageClosing {
    /** {@code mprotect}: no access, and read and write again. */
    MPROTECT("mprotect", Mechanism.TRAP, TrapSignal.SEGV),
    /** Guard markers in the page table, and taking them away. */
    GUARD("guard", Mechanism.GUARD, TrapSignal.SEGV),
    /** Dropping page table entries under a {@code userfaultfd} for minor faults, and making them again. */
    USER_FAULT("userfaultfd", Mechanism.USER_FAULT, TrapSignal.BUS);

    private final String key;
    private final Mechanism mechanism;
    private final TrapSignal signal;

    PageClosing(String key, Mechanism mechanism, TrapSignal signal) {
        this.key = key;
        this.mechanism = mechanism;
        this.signal = signal;
    }

    /**
     * Its name, as in the options of a heap.
     *
     * @return a word
     */
    public String key() {
        return key;
    }


    Mechanism mechanism() {
        return mechanism;
    }

    TrapSignal signal() {
        return signal;
    }
}

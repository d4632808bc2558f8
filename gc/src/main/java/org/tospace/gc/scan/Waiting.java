package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/** How code that may run in a signal handler waits: it spins, and gives the processor away when that takes long. */
@SignalSafe
final class Waiting {
    private static final int SPINS = 500;

    private Waiting() {
    }

    /**
     * One step of waiting.
     *
     * @param spins how many steps went before
     * @return how many steps there were now
     */
    static int spin(int spins) {
        if (spins < SPINS) {
            Memory.pause();
            return spins + 1;
        }
        Memory.yield();
        return spins;
    }
}

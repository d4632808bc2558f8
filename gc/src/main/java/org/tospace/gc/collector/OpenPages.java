package org.tospace.gc.collector;

import org.tospace.gc.scan.RangeOpener;
import org.tospace.runtime.memory.DualMapping;

/** No protection: nothing is ever closed. */
final class OpenPages implements PageProtection {
    @Override
    public int kind() {
        return RangeOpener.NONE;
    }

    @Override
    public void prepare(DualMapping mapping, long address, long bytes) {
        // Stays open.
    }

    @Override
    public void closeRange(DualMapping mapping, long address, long bytes) {
        // Stays open.
    }
}

package org.tospace.gc.collector;

import org.tospace.gc.scan.RangeOpener;
import org.tospace.runtime.linux.Advice;
import org.tospace.runtime.memory.DualMapping;

/**
 * Pages closed by markers in the page table. They split no mapping and raise SIGSEGV. Opening a page leaves it without a page table
 * entry, so its first use costs the kernel another look. Each closed page has a marker from the start: preparing takes time (some 0.1
 * us) and page table memory (8 bytes) for each system page.
 */
final class GuardedPages implements PageProtection {
    @Override
    public int kind() {
        return RangeOpener.GUARD;
    }

    @Override
    public void prepare(DualMapping mapping, long address, long bytes) {
        closeRange(mapping, address, bytes);
    }

    @Override
    public void closeRange(DualMapping mapping, long address, long bytes) {
        Advice.give(Advice.GUARD_INSTALL, address, bytes);
    }
}

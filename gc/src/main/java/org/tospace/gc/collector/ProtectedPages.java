package org.tospace.gc.collector;

import org.tospace.gc.scan.RangeOpener;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;

/** Pages closed by {@code mprotect}: on every kernel, but each stretch of equal protection is a mapping, of which a process has few. */
final class ProtectedPages implements PageProtection {
    @Override
    public int kind() {
        return RangeOpener.MPROTECT;
    }

    @Override
    public void prepare(DualMapping mapping, long address, long bytes) {
        closeRange(mapping, address, bytes);
    }

    @Override
    public void closeRange(DualMapping mapping, long address, long bytes) {
        mapping.protect(address, bytes, Access.NONE);
    }
}

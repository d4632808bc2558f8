package org.tospace.runtime.trap;

import java.util.concurrent.atomic.AtomicLong;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/** A double mapping under a trap region whose handler opens the page that was met, and counts. */
final class TestRegion implements AutoCloseable {

    static final long PAGE = PageSize.bytes();

    final DualMapping mapping;
    final long front;
    final long back;
    final AtomicLong traps = new AtomicLong();
    final TrapRegion region;

    TestRegion(int pages) {
        mapping = DualMapping.create("trap-test", pages * PAGE);
        front = mapping.frontAddress();
        back = mapping.backAddress();
        region = TrapRegion.open(front, pages * PAGE, 0, this::open);
    }

    private boolean open(long address) {
        traps.incrementAndGet();
        mapping.protect(address & -PAGE, PAGE, Access.READ_WRITE);
        return true;
    }

    void protectAll(Access access) {
        mapping.protect(front, mapping.bytes(), access);
    }

    /** Each byte of the mapping by its number and a seed. */
    void fill(int seed) {
        for (long i = 0; i < mapping.bytes(); i++) {
            Memory.putByte(back + i, (byte) (i * 31 + seed + (i >> 12)));
        }
    }

    @Override
    public void close() {
        region.close();
        mapping.close();
    }
}

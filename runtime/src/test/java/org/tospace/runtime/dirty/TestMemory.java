package org.tospace.runtime.dirty;

import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.memory.PageSize;

/** Memory of either kind whose writes are to be noticed. */
final class TestMemory implements AutoCloseable {

    enum Kind {
        /** Anonymous memory of this process alone. */
        PRIVATE,
        /** One view of a {@code memfd}. */
        SHARED
    }

    static final long PAGE = PageSize.bytes();

    final long address;
    final long bytes;
    private final AutoCloseable memory;

    TestMemory(Kind kind, long pages) {
        bytes = pages * PAGE;
        if (kind == Kind.PRIVATE) {
            NativeBlock block = NativeBlock.reserve(bytes);
            memory = block;
            address = block.address();
        } else {
            DualMapping mapping = DualMapping.create("dirty-test", bytes);
            memory = mapping;
            address = mapping.frontAddress();
        }
    }

    long page(long number) {
        return address + number * PAGE;
    }

    /** So many pages from this one on. */
    PageRange range(long first, long pages) {
        return new PageRange(page(first), pages * PAGE);
    }

    @Override
    public void close() {
        try {
            memory.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

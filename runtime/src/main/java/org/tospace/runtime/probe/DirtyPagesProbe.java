package org.tospace.runtime.probe;

import java.util.List;
import org.tospace.runtime.dirty.DirtyMechanism;
import org.tospace.runtime.dirty.DirtyPages;
import org.tospace.runtime.dirty.PageRange;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/** Writes to one page of several and asks which it was: Appel &amp; Li's DIRTY. */
final class DirtyPagesProbe extends Probe {

    private final DirtyMechanism mechanism;
    private final String detail;

    DirtyPagesProbe(String name, DirtyMechanism mechanism, String detail) {
        super(name);
        this.mechanism = mechanism;
        this.detail = detail;
    }

    @Override
    String attempt() {
        long page = PageSize.bytes();
        try (DualMapping mapping = Scratch.pages(4); DirtyPages dirty = DirtyPages.open(mechanism, mapping.frontAddress(), mapping.bytes())) {
            long front = mapping.frontAddress();
            require(dirty.take().isEmpty(), "pages that nobody wrote to were reported");
            Memory.putLong(front + 2 * page, Scratch.word(4));
            List<PageRange> written = dirty.take();
            require(written.equals(List.of(new PageRange(front + 2 * page, page))),
                    "one page of four was written, and " + written.size() + " ranges were reported, not it alone");
            require(dirty.take().isEmpty(), "a page was reported twice for one write");
            require(Memory.getLong(mapping.backAddress() + 2 * page) == Scratch.word(4), "the store was lost");
            return detail;
        }
    }
}

package org.tospace.runtime.probe;

import java.util.List;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/** Writes to one page of several and asks {@code PAGEMAP_SCAN} which it was: Appel &amp; Li's DIRTY. */
final class DirtyPagesProbe extends Probe {

    DirtyPagesProbe() {
        super("dirty pages by scan");
    }

    @Override
    String attempt() {
        long page = PageSize.bytes();
        try (DualMapping mapping = Scratch.pages(4);
                UserFault userFault = UserFault.open(UserFault.FEATURE_WRITE_PROTECT
                        | UserFault.FEATURE_WRITE_PROTECT_SHMEM | UserFault.FEATURE_WRITE_PROTECT_UNPOPULATED
                        | UserFault.FEATURE_WRITE_PROTECT_ASYNC);
                PageMap pageMap = PageMap.open()) {
            long front = mapping.frontAddress();
            userFault.register(front, mapping.bytes(), UserFault.MODE_WRITE_PROTECT);
            pageMap.takeWritten(front, mapping.bytes());
            require(pageMap.takeWritten(front, mapping.bytes()).isEmpty(), "pages that nobody wrote to were reported");
            Memory.putLong(front + 2 * page, Scratch.word(4));
            List<PageMap.Range> written = pageMap.takeWritten(front, mapping.bytes());
            require(written.equals(List.of(new PageMap.Range(front + 2 * page, page))),
                    "one page of four was written, and " + written.size() + " ranges were reported, not it alone");
            require(pageMap.takeWritten(front, mapping.bytes()).isEmpty(), "a page was reported twice for one write");
            require(Memory.getLong(mapping.backAddress() + 2 * page) == Scratch.word(4), "the store was lost");
            return "asynchronous write protection and PAGEMAP_SCAN named the page that was written, without a trap";
        }
    }
}

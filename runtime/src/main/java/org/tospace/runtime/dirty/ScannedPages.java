package org.tospace.runtime.dirty;

import java.util.List;
import org.tospace.runtime.linux.Advice;
import org.tospace.runtime.linux.PageMap;
import org.tospace.runtime.linux.SystemCallException;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.PageSize;

/**
 * Writes as the kernel's page table records them.
 *
 * <p>Huge pages are turned off for the range, since a write to one would count for all its pages. Pages without memory are write-protected
 * from the start, by markers in the page table (8 bytes for each system page): so a page that is only read, which gives it an entry, is not
 * told.
 */
final class ScannedPages implements DirtyPages {

    private static final long FEATURES = UserFault.FEATURE_WRITE_PROTECT | UserFault.FEATURE_WRITE_PROTECT_SHMEM
            | UserFault.FEATURE_WRITE_PROTECT_UNPOPULATED | UserFault.FEATURE_WRITE_PROTECT_ASYNC;
    private static final int EINVAL = 22;

    private final long address;
    private final long bytes;
    private final UserFault userFault;
    private final PageMap pageMap;
    private boolean closed;

    private ScannedPages(long address, long bytes, UserFault userFault, PageMap pageMap) {
        this.address = address;
        this.bytes = bytes;
        this.userFault = userFault;
        this.pageMap = pageMap;
    }

    static ScannedPages open(long address, long bytes) {
        UserFault userFault = UserFault.open(FEATURES);
        PageMap pageMap = null;
        try {
            pageMap = PageMap.open();
            forbidHugePages(address, bytes);
            userFault.register(address, bytes, UserFault.MODE_WRITE_PROTECT);
            userFault.writeProtect(address, bytes);
            // Nothing to tell; but a kernel that has no PAGEMAP_SCAN says so now.
            pageMap.takeWritten(address, PageSize.bytes(), (start, length) -> { });
            // A store that was told just now is one that began before this returned: nobody was promised it.
            return new ScannedPages(address, bytes, userFault, pageMap);
        } catch (RuntimeException e) {
            userFault.close();
            if (pageMap != null) {
                pageMap.close();
            }
            throw e;
        }
    }

    private static void forbidHugePages(long address, long bytes) {
        try {
            Advice.give(Advice.NO_HUGE_PAGE, address, bytes);
        } catch (SystemCallException e) {
            // A kernel without huge pages does not know the advice.
            if (e.errno() != EINVAL) {
                throw e;
            }
        }
    }

    @Override
    public DirtyMechanism mechanism() {
        return DirtyMechanism.SCAN;
    }

    @Override
    public long granuleBytes() {
        return PageSize.bytes();
    }

    @Override
    public synchronized List<PageRange> take() {
        if (closed) {
            throw new IllegalStateException("the dirty pages of " + new PageRange(address, bytes) + " are closed");
        }
        RangeList ranges = new RangeList();
        pageMap.takeWritten(address, bytes, ranges::add);
        return ranges.toList();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            userFault.close();
            pageMap.close();
        }
    }
}

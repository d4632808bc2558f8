package org.tospace.gc.collector;

import org.tospace.gc.scan.RangeOpener;
import org.tospace.runtime.linux.Advice;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.DualMapping;

/**
 * Pages closed by dropping their page table entries, in ranges whose faults are a {@code userfaultfd}'s and raise SIGBUS. Splits no
 * mapping; closing a page that was never open costs nothing, and an opened one has its page table entry.
 *
 * <p>Registered for minor faults (the page has memory) and missing ones (it has none yet), so that a page which was reserved but not
 * written traps as well, and none shows zeros. The kernel, short of memory, may drop entries of open pages too; the trap that
 * follows opens the page again, see {@link org.tospace.gc.scan.PageTrap}.
 */
final class MissingPages implements PageProtection {
    private final UserFault userFault = UserFault
            .open(UserFault.FEATURE_SIGBUS | UserFault.FEATURE_MINOR_SHMEM | UserFault.FEATURE_MISSING_SHMEM);

    @Override
    public int kind() {
        return RangeOpener.USER_FAULT;
    }

    @Override
    public long fileDescriptor() {
        return userFault.fileDescriptor();
    }

    @Override
    public void prepare(DualMapping mapping, long address, long bytes) {
        userFault.register(address, bytes, UserFault.MODE_MISSING | UserFault.MODE_MINOR);
    }

    @Override
    public void closeRange(DualMapping mapping, long address, long bytes) {
        Advice.give(Advice.DONTNEED, address, bytes);
    }

    @Override
    public void close() {
        userFault.close();
    }
}

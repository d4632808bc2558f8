package org.tospace.runtime.probe;

import org.tospace.runtime.linux.Advice;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/**
 * Makes pages of one view inaccessible by dropping their page table entries under a {@code userfaultfd} for minor
 * faults, and one of them accessible again. Like guards, this splits no mapping.
 */
final class UserFaultProbe extends Probe {

    UserFaultProbe() {
        super("userfaultfd minor faults");
    }

    @Override
    String attempt() {
        long page = PageSize.bytes();
        try (DualMapping mapping = Scratch.pages(3);
                UserFault userFault = UserFault.open(UserFault.FEATURE_SIGBUS | UserFault.FEATURE_MINOR_SHMEM | UserFault.FEATURE_MISSING_SHMEM)) {
            long address = mapping.frontAddress() + page;
            userFault.register(mapping.frontAddress(), mapping.bytes(), UserFault.MODE_MISSING | UserFault.MODE_MINOR);
            require(Scratch.isReadable(address), "registering a page made it inaccessible");
            Advice.give(Advice.DONTNEED, mapping.frontAddress(), mapping.bytes());
            require(!Scratch.isReadable(address), "a page without a page table entry can be read");
            require(!WildLoad.isHarmless() || WildLoad.raisesInternalError(address), "a load raised no SIGBUS");
            userFault.continuePages(address, page);
            require(Scratch.isReadable(address), "UFFDIO_CONTINUE agreed, but the page cannot be read");
            require(Memory.getLong(address) == Scratch.word(1), "the page lost its contents");
            require(!Scratch.isReadable(address - page) && !Scratch.isReadable(address + page),
                    "UFFDIO_CONTINUE made neighbours accessible");
            return "MADV_DONTNEED on one view, SIGBUS, and UFFDIO_CONTINUE made the page accessible again";
        }
    }
}

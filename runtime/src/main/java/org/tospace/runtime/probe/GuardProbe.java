package org.tospace.runtime.probe;

import java.util.concurrent.atomic.AtomicInteger;
import org.tospace.runtime.linux.Advice;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;
import org.tospace.runtime.trap.Accessors;
import org.tospace.runtime.trap.TrapRegion;

/**
 * Puts a guard on one page of one view of shared memory, and takes it away in a trap. Neither splits a mapping, so
 * guards are free of the limit on their number.
 */
final class GuardProbe extends Probe {

    GuardProbe() {
        super("guard markers");
    }

    @Override
    String attempt() {
        long page = PageSize.bytes();
        AtomicInteger traps = new AtomicInteger();
        try (DualMapping mapping = Scratch.pages(3);
                TrapRegion region = TrapRegion.open(mapping.frontAddress(), mapping.bytes(), 0, address -> {
                    traps.incrementAndGet();
                    Advice.give(Advice.GUARD_REMOVE, address & -page, page);
                    return true;
                });
                Accessors accessors = new Accessors()) {
            long guarded = mapping.frontAddress() + page;
            Advice.give(Advice.GUARD_INSTALL, guarded, page);
            require(!Scratch.isReadable(guarded), "the guard was installed, but the page can be read");
            require(Scratch.isReadable(guarded - page) && Scratch.isReadable(guarded + page),
                    "guarding a page made its neighbours inaccessible");
            require(Scratch.isReadable(mapping.backAddress() + page), "guarding a page of one view guarded the other");
            Memory.putLong(mapping.backAddress() + page + Long.BYTES, Scratch.word(3));
            require(accessors.getLong(guarded) == Scratch.word(1), "the page lost its contents");
            require(accessors.getLong(guarded + Long.BYTES) == Scratch.word(3),
                    "what was stored under the guard through the other view is not there");
            require(traps.get() == 1 && region.faults() == 0, "the guarded page trapped " + traps.get() + " times, not once");
            return "MADV_GUARD_INSTALL and MADV_GUARD_REMOVE on one view of a memfd, contents kept";
        }
    }
}

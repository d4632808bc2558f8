package org.tospace.runtime.probe;

import java.util.concurrent.atomic.AtomicInteger;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.PageSize;
import org.tospace.runtime.trap.Accessors;
import org.tospace.runtime.trap.TrapRegion;

/** Protects pages by {@code mprotect}, loads from one, and lets a handler in Java make it accessible. */
final class TrapProbe extends Probe {

    TrapProbe() {
        super("traps served by Java");
    }

    @Override
    String attempt() {
        long page = PageSize.bytes();
        AtomicInteger traps = new AtomicInteger();
        try (DualMapping mapping = Scratch.pages(2);
                TrapRegion region = TrapRegion.open(mapping.frontAddress(), mapping.bytes(), 0, address -> {
                    traps.incrementAndGet();
                    mapping.protect(address & -page, page, Access.READ_WRITE);
                    return true;
                });
                Accessors accessors = new Accessors()) {
            long address = mapping.frontAddress() + page;
            mapping.protect(mapping.frontAddress(), mapping.bytes(), Access.NONE);
            require(!Scratch.isReadable(address), "mprotect agreed, but the page can be read");
            for (int i = 0; i < 2; i++) {
                require(accessors.getLong(address) == Scratch.word(1), "a load that trapped saw a wrong value");
            }
            require(traps.get() == 1, "two loads from a protected page trapped " + traps.get() + " times, not once");
            require(!Scratch.isReadable(mapping.frontAddress()), "unprotecting a page unprotected its neighbour");
            require(region.faults() == 0, "the fault was taken for a wild one");
            return "mprotect, SIGSEGV, an upcall on the thread that faulted, and the load went on";
        }
    }
}

package org.tospace.runtime.probe;

import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.trap.Fault;
import org.tospace.runtime.trap.TrapRegion;

/** Loads from a protected page by plain Java, which no handler may serve. */
final class WildAccessProbe extends Probe {

    WildAccessProbe() {
        super("wild accesses reported");
    }

    @Override
    String attempt() {
        require(WildLoad.isHarmless(), "not tried: only HotSpot is known to survive it, and this is "
                + System.getProperty("java.vm.name"));
        try (DualMapping mapping = Scratch.pages(1);
                TrapRegion region = TrapRegion.open(mapping.frontAddress(), mapping.bytes(), 0, address -> false)) {
            mapping.protect(mapping.frontAddress(), mapping.bytes(), Access.NONE);
            require(WildLoad.raisesInternalError(mapping.frontAddress()), "no InternalError came of it");
            long address = region.lastFault().map(Fault::address).orElse(0L);
            require(address == mapping.frontAddress(), "the fault was recorded at 0x" + Long.toHexString(address)
                    + ", but it was at 0x" + Long.toHexString(mapping.frontAddress()));
            return "a load by plain Java from a protected page was recorded and became an InternalError";
        }
    }
}

package org.tospace.runtime.probe;

import java.util.Optional;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.PageSize;

/** Maps a {@code memfd} twice and looks for stores through one view in the other, both ways. */
final class DualMappingProbe extends Probe {

    DualMappingProbe() {
        super("double mapping");
    }

    /** By functions of the C library this works on every processor. */
    @Override
    Optional<String> problem() {
        return SupportedPlatform.problem();
    }

    @Override
    String attempt() {
        try (DualMapping mapping = Scratch.pages(2)) {
            long front = mapping.frontAddress() + PageSize.bytes();
            long back = mapping.backAddress() + PageSize.bytes();
            require(front != back, "both views have the same address");
            require(Memory.getLong(front) == Scratch.word(1), "a store through one view was not seen through the other");
            Memory.putLong(front + Long.BYTES, Scratch.word(2));
            require(Memory.getLong(back + Long.BYTES) == Scratch.word(2), "stores are seen one way only");
            return "one memfd at two addresses, stores seen both ways";
        }
    }
}

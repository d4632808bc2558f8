package org.tospace.runtime.probe;

import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.dirty.DirtyMechanism;
import org.tospace.runtime.dirty.DirtyPages;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.trap.Accessors;
import org.tospace.runtime.trap.TrapRegion;

/** Asks for machine code in each way that there is, on a processor that its flags make up. */
final class RefusedMachineCodeChild {
    /** On x86-64: returns. */
    private static final byte RETURN = (byte) 0xc3;
    private static final String SENTENCE = "machine code is made for x86-64 only; this is Linux on aarch64";

    private RefusedMachineCodeChild() {
    }

    public static void main(String[] args) {
        requireRefusal("ExecutableMemory.of", () -> ExecutableMemory.of(new byte[] {RETURN}));
        requireRefusal("Accessors", Accessors::new);
        try (DualMapping mapping = Scratch.pages(2)) {
            long address = mapping.frontAddress();
            requireRefusal("TrapRegion.open", () -> TrapRegion.open(address, mapping.bytes(), 0, _ -> true));
            requireRefusal("DirtyPages.open", () -> DirtyPages.open(address, mapping.bytes()));
            for (DirtyMechanism mechanism : DirtyMechanism.values()) {
                requireRefusal("DirtyPages by " + mechanism, () -> DirtyPages.open(mechanism, address, mapping.bytes()));
            }
            System.out.println(mapping.residentBytes() == mapping.bytes() ? "all was refused" : "two pages take " + mapping.residentBytes() + " bytes");
        }
    }

    private static void requireRefusal(String what, Runnable attempt) {
        try {
            attempt.run();
        } catch (UnsupportedOperationException e) {
            if (e.getMessage().equals(SENTENCE)) {
                return;
            }
            throw e;
        }
        throw new AssertionError(what + " was not refused");
    }
}

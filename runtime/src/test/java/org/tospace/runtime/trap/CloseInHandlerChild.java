package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.PageSize;

/** A handler that closes its own region, which the documentation forbids. */
final class CloseInHandlerChild {

    private static TrapRegion region;

    private CloseInHandlerChild() {
    }

    public static void main(String[] args) {
        try (DualMapping mapping = DualMapping.create("close-in-handler", PageSize.bytes());
                Accessors accessors = new Accessors()) {
            region = TrapRegion.open(mapping.frontAddress(), mapping.bytes(), 0, address -> {
                region.close();
                return true;
            });
            mapping.protect(mapping.frontAddress(), mapping.bytes(), Access.NONE);
            try {
                accessors.getLong(mapping.frontAddress());
                throw new AssertionError("the access was made");
            } catch (InaccessibleAddressException e) {
                Check.that(e.getCause() instanceof IllegalStateException, "cause " + e.getCause());
            }
            // Another region is served as before.
            try (TestRegion test = new TestRegion(1)) {
                test.protectAll(Access.NONE);
                accessors.putLong(test.front, 1);
                Check.equal(1, test.traps.get(), "traps");
            }
        }
    }
}

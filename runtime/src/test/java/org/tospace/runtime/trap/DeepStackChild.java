package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;

/** Traps at every depth of a stack, up to its end and beyond; and a handler that itself recurses too deeply. */
final class DeepStackChild {

    private static TestRegion test;
    private static Accessors accessors;

    private DeepStackChild() {
    }

    public static void main(String[] args) throws InterruptedException {
        Check.allEnd(new Thread(null, DeepStackChild::atEveryDepth, "deep", 400 << 10));
        Check.allEnd(new Thread(DeepStackChild::recursingHandler));
    }

    private static void atEveryDepth() {
        try (TestRegion region = new TestRegion(1); Accessors own = new Accessors()) {
            test = region;
            accessors = own;
            int served = 0;
            int refused = 0;
            for (int depth = 0; depth < 200_000 && refused < 2000; depth++) {
                test.protectAll(Access.NONE);
                long before = test.traps.get();
                try {
                    Check.equal(depth, load(depth), "the sum");
                    served++;
                } catch (StackOverflowError e) {
                    refused++;
                    Check.equal(before, test.traps.get(), "traps where the stack was too short");
                }
            }
            Check.that(served > 100, "served " + served);
            Check.equal(2000, refused, "refused");
            test.protectAll(Access.NONE);
            Check.equal(0, load(0), "the sum");
            System.out.println("served " + served);
        }
    }

    private static long load(int depth) {
        return depth == 0 ? accessors.getLong(test.front) : load(depth - 1) + 1;
    }

    private static void recursingHandler() {
        try (DualMapping mapping = DualMapping.create("deep-stack", TestRegion.PAGE);
                Accessors own = new Accessors();
                TrapRegion recursing = TrapRegion.open(mapping.frontAddress(), mapping.bytes(), 0,
                        address -> endless(1) > 0)) {
            mapping.protect(mapping.frontAddress(), mapping.bytes(), Access.NONE);
            for (int i = 0; i < 10; i++) {
                try {
                    own.getLong(mapping.frontAddress());
                    throw new AssertionError("the access was made");
                } catch (InaccessibleAddressException e) {
                    Check.that(recursing.lastThrown().orElse(null) instanceof StackOverflowError, "thrown " + e);
                }
            }
        }
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }
}

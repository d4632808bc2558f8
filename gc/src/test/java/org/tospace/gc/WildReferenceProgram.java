package org.tospace.gc;

/** Uses references that are none from plain, compiled or interpreted code; the main class of child JVMs. */
final class WildReferenceProgram {
    private static final int WARM_UP = 30_000;

    private WildReferenceProgram() {
    }

    /** Exit code 0 when each wild access became an error and was described. */
    public static void main(String[] arguments) {
        try (Heap heap = Heap.open("heap=4m,page=4k,barrier=" + arguments[0]); Mutator mutator = heap.attach()) {
            RootStack roots = mutator.roots();
            roots.push(mutator.allocate(1, 1, 8));
            heap.collect();
            // Until the collector lets the mutator read without a guard.
            while (mutator.guarded) {
                mutator.allocate(0, 0, 20_000);
            }
            for (int i = 0; i < WARM_UP; i++) {
                read(mutator, roots.peek());
            }
            // To-space's copy area beyond what is in use, and the old space's: both closed to mutators.
            long wild = (roots.peek() & -4096) + 64 * 4096;
            for (int i = 0; i < 100; i++) {
                requireError(heap, mutator, wild + 8 * i, i);
            }
            for (int i = 0; i < 1_000; i++) {
                requireError(heap, mutator, 0, "null", "the null reference was used as an object");
                requireError(heap, mutator, 2_000_000, "outside the heap", "access to 0x1e8488");
                // Not aligned: the interpreter reads it byte by byte, and may be at the second before the error comes.
                requireError(heap, mutator, 2_000_001, "outside the heap", "access to 0x1e84");
                requireError(heap, mutator, 0x7ff8_0000_0000_0010L, "outside the heap", "which no process has");
                require(heap.lastFault().orElseThrow().collection() == 1, "the collection");
            }
            roots.push(0);
            for (int i = 0; i < 50_000; i++) {
                long node = mutator.allocate(1, 1, 8);
                mutator.setSlot(node, 0, i % 100 == 0 ? 0 : roots.peek());
                roots.set(1, node);
            }
            heap.collect();
            System.out.println("verified " + heap.verify().objects());
        }
    }

    private static long read(Mutator mutator, long ref) {
        return mutator.getSlot(ref, 0);
    }

    /** A reference that leads outside the heap. */
    private static void requireError(Heap heap, Mutator mutator, long wild, String space, String words) {
        try {
            read(mutator, wild);
            // The error may come a few instructions late.
            Thread.onSpinWait();
        } catch (InternalError e) {
            FaultReport report = heap.lastFault().orElseThrow();
            require(report.space().equals(space) && report.description().contains(words), "wild access to " + Long.toHexString(wild) + " is described as " + report);
            return;
        }
        throw new AssertionError("no error for wild access to " + Long.toHexString(wild));
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new AssertionError(what);
        }
    }

    private static void requireError(Heap heap, Mutator mutator, long wild, int number) {
        InternalError error = null;
        try {
            read(mutator, wild);
            // The error may come a few instructions late.
            Thread.onSpinWait();
        } catch (InternalError e) {
            error = e;
        }
        if (error == null) {
            throw new AssertionError("no error for wild access " + number);
        }
        FaultReport report = heap.lastFault().orElseThrow();
        if (report.address() != wild + 8 || !report.description().contains(Long.toHexString(wild + 8)) || report.collection() != 1) {
            throw new AssertionError("wild access to " + Long.toHexString(wild + 8) + " is described as " + report);
        }
        if (number == 0) {
            System.out.println("described: " + report.description());
        }
    }
}

package org.tospace.runtime.trap;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.PageSize;

/**
 * {@code System.gc()} in a loop in one thread, tens of thousands of traps whose handlers allocate in another; fewer where enough collections came between:
 * on few processors each of them takes longer than many traps.
 */
final class CollectionsChild {

    private static final int TRAPS = 30_000;
    private static final int LEAST_TRAPS = 5_000;
    private static final int LEAST_COLLECTIONS = 5;
    private static final int ENOUGH_COLLECTIONS = 300;
    private static volatile Object kept;

    private CollectionsChild() {
    }

    public static void main(String[] args) throws InterruptedException {
        long page = PageSize.bytes();
        AtomicLong traps = new AtomicLong();
        AtomicLong collections = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        try (DualMapping mapping = DualMapping.create("collections", page);
                TrapRegion region = TrapRegion.open(mapping.frontAddress(), page, 0, address -> {
                    kept = new long[64];
                    traps.incrementAndGet();
                    mapping.protect(address & -page, page, Access.READ_WRITE);
                    return true;
                })) {
            Thread trapping = new Thread(() -> {
                try (Accessors accessors = new Accessors()) {
                    for (long i = 0; isGoingOn(i, collections.get()); i++) {
                        mapping.protect(mapping.frontAddress(), page, Access.NONE);
                        accessors.putLong(mapping.frontAddress(), i);
                        Check.equal(i, accessors.getLong(mapping.frontAddress()), "the value stored");
                    }
                } finally {
                    done.set(true);
                }
            });
            Thread collecting = new Thread(() -> {
                while (!done.get()) {
                    System.gc();
                    collections.incrementAndGet();
                }
            });
            Check.allEnd(trapping, collecting);
            Check.that(traps.get() >= LEAST_TRAPS, "traps " + traps);
            Check.equal(0, region.faults(), "faults");
        }
        Check.that(kept != null, "nothing was allocated");
        System.out.println(traps + " traps beside " + collections + " collections");
    }

    private static boolean isGoingOn(long traps, long collections) {
        return traps < LEAST_TRAPS || collections < LEAST_COLLECTIONS || traps < TRAPS && collections < ENOUGH_COLLECTIONS;
    }
}

package org.tospace.runtime.trap;

import java.util.concurrent.atomic.AtomicLong;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.PageSize;

/** Four threads trap on pages of their own and on shared ones, while regions are opened and closed beside them. */
final class ThreadsChild {

    private static final int THREADS = 4;
    private static final int ROUNDS = 100;
    private static final int PAGES = 64;

    private ThreadsChild() {
    }

    public static void main(String[] args) throws InterruptedException {
        long page = PageSize.bytes();
        AtomicLong traps = new AtomicLong();
        try (DualMapping mapping = DualMapping.create("threads", PAGES * page);
                TrapRegion region = TrapRegion.open(mapping.frontAddress(), PAGES * page, 0, address -> {
                    traps.incrementAndGet();
                    mapping.protect(address & -page, page, Access.READ_WRITE);
                    return true;
                })) {
            Thread[] threads = new Thread[THREADS + 1];
            for (int t = 0; t < THREADS; t++) {
                long mine = 8L * t;
                threads[t] = new Thread(() -> {
                    try (Accessors accessors = new Accessors()) {
                        for (long round = 1; round <= ROUNDS; round++) {
                            mapping.protect(mapping.frontAddress(), PAGES * page, Access.NONE);
                            for (int p = 0; p < PAGES; p++) {
                                long word = mapping.frontAddress() + p * page + mine;
                                accessors.putLong(word, accessors.getLong(word) + round);
                            }
                        }
                    }
                });
            }
            threads[THREADS] = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    try (TestRegion other = new TestRegion(1); Accessors accessors = new Accessors()) {
                        other.protectAll(Access.NONE);
                        accessors.putLong(other.front, i);
                        Check.equal(1, other.traps.get(), "traps of a region that comes and goes");
                    }
                }
            });
            Check.allEnd(threads);
            mapping.protect(mapping.frontAddress(), PAGES * page, Access.NONE);
            try (Accessors accessors = new Accessors()) {
                for (int p = 0; p < PAGES; p++) {
                    for (int t = 0; t < THREADS; t++) {
                        Check.equal((long) ROUNDS * (ROUNDS + 1) / 2,
                                accessors.getLong(mapping.frontAddress() + p * page + 8 * t), "a sum");
                    }
                }
            }
            Check.that(traps.get() >= PAGES * ROUNDS, "traps " + traps);
            Check.equal(0, region.faults(), "faults");
            System.out.println(traps + " traps");
        }
    }
}

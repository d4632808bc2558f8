package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;
import org.tospace.gc.testing.SharedTable;

/**
 * More mutators than processors on one table: they are held up anywhere, also between loading a reference and using it, while
 * others overwrite what they loaded and bring collections to their end.
 */
class SharedTableTest {
    private static final int MUTATORS = 8;
    private static final int ENTRIES = 600;
    private static final int STEPS = Integer.getInteger("tospace.test.tableSteps", 150_000);

    @ParameterizedTest
    @CsvSource({"UPCALL,on", "UPCALL,off", "CHECKED,on", "CHECKED,off", "TRAP,on", "TRAP,off"})
    void sharedObjectsAreSeenWholeAndStoresAreKept(Barrier barrier, String background) {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=1m,page=4k,barrier=" + barrier.key() + ",background=" + background)) {
                CountDownLatch ready = new CountDownLatch(1);
                SharedTable[] table = new SharedTable[1];
                MutatorThreads.run(MUTATORS, index -> {
                    try (Mutator mutator = heap.attach()) {
                        if (index == 0) {
                            table[0] = new SharedTable(mutator, ENTRIES, MUTATORS);
                            ready.countDown();
                        } else {
                            try (Blocked _ = mutator.blocked()) {
                                ready.await();
                            }
                        }
                        SharedTable.User user = table[0].new User(mutator, index, seed + index);
                        for (int i = 0; i < STEPS; i++) {
                            user.step();
                        }
                    }
                });
                assertTrue(heap.statistics().collections() > 50, () -> "too few collections to mean anything: " + heap.statistics());
                heap.verify();
            }
            return null;
        });
    }
}

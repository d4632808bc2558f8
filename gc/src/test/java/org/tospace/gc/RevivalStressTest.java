package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.testing.MutatorThreads;
import org.tospace.gc.testing.Seeds;

/**
 * Objects that only weak words name are got from them while collections come to their end: each is either whole, with all that it names, or
 * dead for every mutator.
 */
class RevivalStressTest {
    private static final int MUTATORS = 4;
    private static final int WORDS = 64;
    private static final int DEPTH = 4;
    private static final int STEPS = Integer.getInteger("tospace.test.revivalSteps", 60_000);
    private static final int COLLECTIONS = Integer.getInteger("tospace.test.revivalCollections", 1_000);
    private static final ObjectLayout LINK = ObjectLayout.of(5, 2, 16);
    private static final long ID = LINK.rawOffset();
    private static final long LEVEL = ID + 8;

    /** Weak words of each kind that all mutators share; guarded by nothing, as one mutator at a time replaces a dead object. */
    private record Shared(WeakRoot[] roots, WeakTable table, FinalizationQueue queue) {
    }

    @ParameterizedTest
    @CsvSource({"TRAP,on,16k", "TRAP,off,4k", "UPCALL,on,4k", "UPCALL,off,4k", "CHECKED,on,4k", "CHECKED,off,16k", "TRAP,on,4k", "CHECKED,on,16k"})
    void whatAWeakWordGivesIsWhole(Barrier barrier, String background, String page) {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            try (Heap heap = Heap.open("heap=2m,checks=off,page=" + page + ",barrier=" + barrier.key() + ",background=" + background);
                    WeakTable table = heap.newWeakTable(); FinalizationQueue queue = heap.newFinalizationQueue()) {
                WeakRoot[] roots = new WeakRoot[WORDS];
                for (int i = 0; i < WORDS; i++) {
                    roots[i] = heap.newWeakRoot(0);
                }
                Shared shared = new Shared(roots, table, queue);
                CountDownLatch ready = new CountDownLatch(MUTATORS);
                MutatorThreads.run(MUTATORS, index -> {
                    try (Mutator mutator = heap.attach()) {
                        ready.countDown();
                        new User(mutator, shared, index, new SplittableRandom(seed + index)).run();
                    }
                });
                assertTrue(heap.statistics().collections() > 50, () -> "too few collections to mean anything: " + heap.statistics());
                heap.verify();
            }
            return null;
        });
    }

    /**
     * Mutators do nothing but get objects that are otherwise dead, while collections are begun and ended: one that is revived when the boundary is set
     * already would leave a page behind that nobody scans, and another weak root cleared.
     */
    @ParameterizedTest
    @CsvSource({"TRAP", "UPCALL", "CHECKED"})
    void nothingIsRevivedOnceTheBoundaryIsSet(Barrier barrier) {
        int each = 3_000;
        try (Heap heap = Heap.open("heap=8m,page=4k,verify=after-gc,barrier=" + barrier.key())) {
            AtomicBoolean over = new AtomicBoolean();
            MutatorThreads.run(3, index -> {
                if (index == 0) {
                    try {
                        for (int i = 0; i < COLLECTIONS; i++) {
                            heap.collect();
                        }
                    } finally {
                        over.set(true);
                    }
                } else {
                    try (Mutator mutator = heap.attach()) {
                        WeakRoot[] pairs = new WeakRoot[2 * each];
                        Arrays.setAll(pairs, _ -> heap.newWeakRoot(0));
                        while (!over.get()) {
                            getAll(mutator, pairs);
                        }
                    }
                }
            });
            heap.verify();
        }
    }

    private static void getAll(Mutator mutator, WeakRoot[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            mutator.poll();
            long first = pairs[i].get(mutator);
            long second = pairs[i + 1].get(mutator);
            if (first != second) {
                throw new AssertionError("two weak roots of one object give 0x" + Long.toHexString(first) + " and 0x" + Long.toHexString(second));
            }
            if (first == 0) {
                mutator.roots().push(mutator.allocate(LINK));
                long inner = mutator.allocate(LINK);
                mutator.putLong(inner, ID, i);
                long made = mutator.roots().pop();
                mutator.setSlot(made, 0, inner);
                pairs[i].set(mutator, made);
                pairs[i + 1].set(mutator, made);
            } else if (i % 16 == 0 && mutator.getLong(mutator.getSlot(first, 0), ID) != i) {
                // Most are left alone: a look would have the page scanned.
                throw new AssertionError("object 0x" + Long.toHexString(first) + " names another");
            }
        }
    }

    /** One mutator: it owns every fourth word, which it alone sets; it reads all. */
    private static final class User implements WeakTable.Matcher {
        private final Mutator mutator;
        private final RootStack stack;
        private final Shared shared;
        private final int self;
        private final SplittableRandom random;
        private long wanted;

        User(Mutator mutator, Shared shared, int self, SplittableRandom random) {
            this.mutator = mutator;
            this.stack = mutator.roots();
            this.shared = shared;
            this.self = self;
            this.random = random;
        }

        @Override
        public boolean matches(Mutator user, long ref) {
            return user.getLong(ref, ID) == wanted;
        }

        void run() {
            stack.push(0);
            for (int i = 0; i < STEPS; i++) {
                int word = random.nextInt(WORDS);
                long ref = random.nextBoolean() ? shared.roots[word].get(mutator) : find(word);
                if (ref != 0) {
                    checkWhole(ref, word);
                    if (random.nextInt(4) == 0) {
                        // Kept over a few safepoints, from which it comes back whole.
                        stack.set(0, ref);
                        mutator.allocate(1, 0, random.nextInt(500));
                        checkWhole(stack.get(0), word);
                        stack.set(0, 0);
                    }
                } else if (word % MUTATORS == self) {
                    make(word);
                }
                mutator.allocate(1, 0, random.nextInt(400));
                if (random.nextInt(8) == 0) {
                    poll();
                }
            }
        }

        private long find(int word) {
            wanted = word;
            return shared.table.find(mutator, word, this);
        }

        private void make(int word) {
            stack.push(0);
            for (int level = DEPTH; level >= 0; level--) {
                long link = mutator.allocate(LINK);
                mutator.putLong(link, ID, word);
                mutator.putLong(link, LEVEL, level);
                mutator.setSlot(link, 0, stack.peek());
                mutator.setSlot(link, 1, namesItself(word) ? link : 0);
                stack.set(stack.depth() - 1, link);
            }
            long ref = stack.pop();
            long there = find(word);
            if (there == 0) {
                wanted = word;
                shared.table.addIfAbsent(mutator, word, ref, this);
                shared.roots[word].set(mutator, ref);
                if (random.nextInt(4) == 0) {
                    shared.queue.register(mutator, ref, word);
                }
            }
        }

        private static boolean namesItself(int word) {
            return word % 3 == 0;
        }

        private void poll() {
            long ref = shared.queue.poll(mutator);
            if (ref != 0) {
                checkWhole(ref, (int) shared.queue.tag(mutator));
            }
        }

        private void checkWhole(long ref, int word) {
            long link = ref;
            for (int level = 0; level <= DEPTH; level++) {
                if (mutator.getLong(link, ID) != word || mutator.getLong(link, LEVEL) != level || mutator.getSlot(link, 1) != (namesItself(word) ? link : 0)) {
                    throw new AssertionError("object 0x" + Long.toHexString(link) + " of word " + word + ", level " + level + ", holds "
                            + mutator.getLong(link, ID) + ", " + mutator.getLong(link, LEVEL) + ", 0x" + Long.toHexString(mutator.getSlot(link, 1)));
                }
                link = mutator.getSlot(link, 0);
            }
            if (link != 0) {
                throw new AssertionError("word " + word + " has more than its levels");
            }
        }
    }
}

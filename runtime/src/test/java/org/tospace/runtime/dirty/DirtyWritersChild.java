package org.tospace.runtime.dirty;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.tospace.runtime.dirty.TestMemory.Kind;
import org.tospace.runtime.memory.Memory;

/**
 * Four threads write to random pages, few enough that they meet; one takes and copies what it is told. Each thread has a word of its own in
 * each page, in which its stores count upwards, and says in a model what it has stored, after the store. What the model says before a call of
 * take must be in the copy after it. Every fourth page is only read, and must never be told.
 */
final class DirtyWritersChild {

    private static final int WRITERS = 4;
    private static final int PAGES = 8;
    private static final int QUIET = 4;
    private static final int LEAST_CALLS = 100;
    private static final int LEAST_PAGES = 100;
    private static final int CALLS_A_COLLECTION = 512;

    private DirtyWritersChild() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        DirtyMechanism mechanism = DirtyMechanism.valueOf(arguments[0]);
        long nanos = Long.parseLong(arguments[2]) * 1_000_000;
        AtomicLongArray model = new AtomicLongArray(PAGES * WRITERS);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicLong accesses = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        try (TestMemory memory = new TestMemory(Kind.valueOf(arguments[1]), PAGES);
                TestMemory copy = new TestMemory(Kind.PRIVATE, PAGES);
                DirtyPages dirty = DirtyPages.open(mechanism, memory.address, memory.bytes)) {
            Thread[] writers = new Thread[WRITERS];
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                writers[w] = new Thread(() -> {
                    Random random = new Random(writer);
                    long done = 0;
                    while (!over.get()) {
                        done++;
                        int page = random.nextInt(PAGES);
                        long word = memory.page(page) + 8L * writer;
                        if (page % QUIET == 0) {
                            if (Memory.getLong(word) != 0) {
                                failure.set(new AssertionError("page " + page + " changed"));
                            }
                        } else {
                            long value = Memory.getLong(word) + 1;
                            Memory.putLong(word, value);
                            model.set(page * WRITERS + writer, value);
                        }
                    }
                    accesses.addAndGet(done);
                });
                writers[w].setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
                writers[w].start();
            }
            long calls = 0;
            long told = 0;
            long deadline = System.nanoTime() + nanos;
            try {
                // On a busy machine the time alone would be too little.
                while (failure.get() == null && (System.nanoTime() < deadline || calls < LEAST_CALLS || told < LEAST_PAGES)) {
                    told += takeAndCompare(dirty, memory, copy, model);
                    calls++;
                    if (calls % CALLS_A_COLLECTION == 0) {
                        System.gc();
                    }
                }
            } finally {
                over.set(true);
            }
            for (Thread writer : writers) {
                writer.join();
            }
            takeAndCompare(dirty, memory, copy, model);
            if (failure.get() != null) {
                throw new AssertionError("a writer failed", failure.get());
            }
            if (!dirty.take().isEmpty()) {
                throw new AssertionError("pages were told that nobody writes to any more");
            }
            System.out.println("no store was missed: " + calls + " calls, " + told + " pages, " + accesses + " accesses");
        }
    }

    private static long takeAndCompare(DirtyPages dirty, TestMemory memory, TestMemory copy, AtomicLongArray model) {
        long[] before = new long[PAGES * WRITERS];
        for (int i = 0; i < before.length; i++) {
            before[i] = model.get(i);
        }
        List<PageRange> ranges = dirty.take();
        long pages = 0;
        for (PageRange range : ranges) {
            long first = (range.address() - memory.address) / TestMemory.PAGE;
            for (long page = first; page < first + range.bytes() / TestMemory.PAGE; page++) {
                if (page % QUIET == 0) {
                    throw new AssertionError("page " + page + " was told, and nobody writes to it");
                }
                pages++;
            }
            Memory.copy(range.address(), copy.address + range.address() - memory.address, range.bytes());
        }
        for (int i = 0; i < before.length; i++) {
            long copied = Memory.getLong(copy.page(i / WRITERS) + 8L * (i % WRITERS));
            if (copied < before[i]) {
                throw new AssertionError("page " + i / WRITERS + ", writer " + i % WRITERS + ": store " + before[i]
                        + " was done before the call, and the copy has " + copied);
            }
        }
        return pages;
    }
}

package org.tospace.gc.testing;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Runs a task in several platform threads at once and passes on what the first of them threw. */
public final class MutatorThreads {
    private static final long LIMIT_NANOS = Long.getLong("tospace.test.limit", 90) * 1_000_000_000L;

    private MutatorThreads() {
    }

    /** One thread's part. */
    @FunctionalInterface
    public interface Task {
        /** Runs in thread {@code index}, from 0. */
        void run(int index) throws Exception;
    }

    /**
     * Runs the task in {@code count} threads and waits for all.
     *
     * @throws AssertionError when one threw, or when they did not end in time, with what they were doing
     */
    public static void run(int count, Task task) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        IntConsumer caught = index -> {
            try {
                task.run(index);
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        };
        for (int i = 0; i < count; i++) {
            int index = i;
            threads.add(Thread.ofPlatform().daemon().name("mutator " + i).start(() -> caught.accept(index)));
        }
        long deadline = System.nanoTime() + LIMIT_NANOS;
        for (Thread thread : threads) {
            join(thread, deadline, failure);
        }
        if (failure.get() != null) {
            throw new AssertionError("a mutator thread failed: " + failure.get(), failure.get());
        }
    }

    private static void join(Thread thread, long deadline, AtomicReference<Throwable> failure) {
        try {
            while (thread.isAlive()) {
                thread.join(100);
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("threads do not end:\n" + allThreads(), failure.get());
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static String allThreads() {
        StringBuilder text = new StringBuilder();
        for (var info : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false)) {
            text.append(info);
        }
        return text.toString();
    }
}

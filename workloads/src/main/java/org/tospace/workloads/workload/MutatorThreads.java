package org.tospace.workloads.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Threads that do the same work side by side. */
public final class MutatorThreads {
    private MutatorThreads() {
    }

    /**
     * Runs the body on so many new threads and waits for all of them.
     *
     * @param body is given the thread's number, from 0 on
     * @throws RuntimeException the first thread's that failed, with what others threw as suppressed
     */
    public static void run(int count, IntConsumer body) {
        Throwable[] failures = new Throwable[count];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().name("mutator-" + number).start(() -> {
                try {
                    body.accept(number);
                } catch (Throwable t) {
                    failures[number] = t;
                }
            }));
        }
        threads.forEach(MutatorThreads::awaitEnd);
        rethrowFirst(failures);
    }

    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrowFirst(Throwable[] failures) {
        Throwable first = null;
        for (Throwable failure : failures) {
            if (first == null) {
                first = failure;
            } else if (failure != null && failure != first) {
                first.addSuppressed(failure);
            }
        }
        switch (first) {
            case null -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a mutator ended with a checked exception", first);
        }
    }
}

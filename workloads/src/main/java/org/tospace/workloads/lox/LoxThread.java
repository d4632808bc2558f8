package org.tospace.workloads.lox;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread with stack enough for as deep a recursion as {@link LoxHeap} has roots for: address space, which is memory only where it is used. */
public final class LoxThread {
    private static final long STACK_BYTES = 512L << 20;

    private LoxThread() {
    }

    /**
     * Runs something on such a thread and waits for it.
     *
     * @throws Exception what it threw
     */
    public static <T> T call(Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = new Thread(null, task, "lox", STACK_BYTES);
        thread.start();
        thread.join();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw unwrap(e);
        }
    }

    private static Exception unwrap(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return (Exception) e.getCause();
    }
}

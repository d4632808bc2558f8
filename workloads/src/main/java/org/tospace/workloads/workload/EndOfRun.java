package org.tospace.workloads.workload;

import org.tospace.gc.Blocked;
import org.tospace.gc.Mutator;

/**
 * Where the mutators of a run wait for each other when all are done, so that what they keep in their roots can be looked at: the last to come
 * looks, and only then do they go. Each thread comes once.
 */
final class EndOfRun {
    private final Runnable look;
    private final boolean onlyOnFailure;
    private int missing;
    private boolean failed;
    private boolean over;
    private long nanos;

    /**
     * For so many threads.
     *
     * @param look what the last does; null when nobody is to wait
     * @param onlyOnFailure whether there is nothing to see unless a thread has failed
     */
    EndOfRun(int threads, Runnable look, boolean onlyOnFailure) {
        this.onlyOnFailure = onlyOnFailure;
        this.missing = threads;
        this.look = look;
    }

    /** A thread is done, or has failed; returns when all have and the heap was looked at. */
    void come(Mutator mutator, boolean hasFailed) {
        if (look == null) {
            return;
        }
        if (isLast(hasFailed)) {
            look();
        } else {
            try (Blocked _ = mutator.blocked()) {
                awaitOver();
            }
        }
    }

    /** A thread has not even become a mutator. */
    void stayAway() {
        if (look != null && isLast(true)) {
            look();
        }
    }

    /** How long the look took. */
    synchronized long nanos() {
        return nanos;
    }

    private synchronized boolean isLast(boolean hasFailed) {
        failed |= hasFailed;
        missing--;
        return missing == 0;
    }

    private synchronized boolean isWorthALook() {
        return failed || !onlyOnFailure;
    }

    private void look() {
        long start = System.nanoTime();
        try {
            if (isWorthALook()) {
                look.run();
            }
        } finally {
            synchronized (this) {
                nanos = System.nanoTime() - start;
                over = true;
                notifyAll();
            }
        }
    }

    private synchronized void awaitOver() {
        boolean interrupted = false;
        while (!over) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

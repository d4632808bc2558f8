package org.tospace.gc;

/**
 * Who is using a heap: its mutators, and threads that are in one of its methods. What closing must wait for, or be refused for. Any thread.
 */
final class HeapUsers {
    private int mutators;
    private int visitors;
    private boolean open = true;

    /** Counts a mutator that is about to be. */
    synchronized void addMutator() {
        checkOpen();
        mutators++;
    }

    /** A mutator is no more, or did not come to be. */
    synchronized void removeMutator() {
        mutators--;
    }

    /** Begins a method during which the heap's memory must stay; ended by {@link #leave}. */
    synchronized void enter() {
        checkOpen();
        visitors++;
    }

    /** Begins such a method unless the heap is closed. */
    synchronized boolean tryEnter() {
        if (open) {
            visitors++;
        }
        return open;
    }

    synchronized void leave() {
        visitors--;
        notifyAll();
    }

    synchronized void checkOpen() {
        if (!open) {
            throw new IllegalStateException("the heap is closed");
        }
    }

    /**
     * Lets nobody in any more.
     *
     * @param own how many of the mutators are the caller's
     * @return whether this call did it, and not an earlier one
     * @throws IllegalStateException when there are other mutators; nothing has changed then
     */
    synchronized boolean close(int own) {
        if (!open) {
            return false;
        }
        if (mutators > own) {
            throw new IllegalStateException("cannot close a heap while other threads are attached to it: " + (mutators - own));
        }
        open = false;
        return true;
    }

    /** Waits until nobody is in a method. */
    synchronized void awaitVisitors() {
        boolean interrupted = false;
        while (visitors > 0) {
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

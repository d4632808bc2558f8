package org.tospace.gc.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where mutators and collector meet: stops all mutators at safepoints, and asks each to pass a safepoint without stopping.
 *
 * <p>A mutator polls {@link #isRequested}. Who stops the others sets the request and waits until none is RUNNING. The request and the
 * states are volatile: either the stopper sees a mutator RUNNING and waits, or that mutator, on its way out of BLOCKED, sees the
 * request and waits (Dekker). All else is guarded by the lock.
 *
 * <p>A thread that is attached to several heaps and waits in one counts as blocked in all others; else two such threads, each stopping the
 * mutators of one heap, would wait for each other.
 * <b>Invariant (waits-blocked):</b> while a thread waits for what others do in a heap, none of its mutators is RUNNING but those of that heap.
 * So a thread that leaves several waits blocks again what it runs already when it finds one of its heaps stopped.
 *
 * <p>A mutator whose thread has ended without detaching is detached by whoever waits for it.
 */
public final class Rendezvous {
    private static final int SPINS = 2_000;
    private static final long WAIT_MILLIS = 20;
    /** The mutators of each thread, in all heaps. */
    private static final ThreadLocal<List<Participant>> OF_THREAD = ThreadLocal.withInitial(ArrayList::new);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Participant> participants = new CopyOnWriteArrayList<>();
    private volatile boolean requested;
    private volatile boolean alarmed;
    private boolean stopping;
    /** Who has stopped the mutators; guarded by the lock. */
    private Thread stopper;
    private long handshake;

    /** Whether mutators should pass a safepoint. One volatile read; what {@code poll} tests. */
    public boolean isRequested() {
        return requested;
    }

    List<Participant> participants() {
        return participants;
    }

    /** Adds a mutator, RUNNING; waits while mutators are stopped. */
    public void attach(Participant participant) {
        blockElsewhere(participant);
        lock.lock();
        try {
            awaitResumption();
            participant.acknowledged = handshake;
            participant.rendezvous = this;
            OF_THREAD.get().add(participant);
            participants.add(participant);
        } finally {
            lock.unlock();
            unblockElsewhere();
        }
    }

    /** Removes a mutator; its thread is at a safepoint and touches the heap no more. */
    public void detach(Participant participant) {
        lock.lock();
        try {
            participants.remove(participant);
            OF_THREAD.get().remove(participant);
            participant.state = Participant.BLOCKED;
            progress();
        } finally {
            lock.unlock();
        }
    }

    /** A safepoint: stops here while someone wants mutators stopped, and answers a handshake. */
    public void safepoint(Participant self) {
        blockElsewhere(self);
        lock.lock();
        try {
            if (stopping) {
                self.state = Participant.STOPPED;
                changed.signalAll();
                awaitResumption();
                self.state = Participant.RUNNING;
            }
            self.acknowledged = handshake;
            progress();
        } finally {
            lock.unlock();
            unblockElsewhere();
        }
    }

    /**
     * Before the calling thread waits for others: blocks its mutators, but for one.
     *
     * @param self the mutator of the heap that it waits in, or null
     */
    static void blockElsewhere(Participant self) {
        for (Participant other : OF_THREAD.get()) {
            if (other != self && other.state == Participant.RUNNING) {
                other.blockedElsewhere = true;
                other.rendezvous.block(other);
            }
        }
    }

    /** Ends {@link #blockElsewhere}; the thread stops nobody by now. A safepoint in each of its heaps if one of them is stopped. */
    static void unblockElsewhere() {
        Participant stopped = unblockUntilStopped();
        while (stopped != null) {
            blockElsewhere(stopped);
            stopped.rendezvous.forResumption();
            stopped = unblockUntilStopped();
        }
    }

    /** Unblocks the calling thread's mutators up to the first whose heap is stopped, which is returned; null if there is none. */
    private static Participant unblockUntilStopped() {
        for (Participant other : OF_THREAD.get()) {
            if (other.blockedElsewhere) {
                if (!other.rendezvous.tryUnblock(other)) {
                    return other;
                }
                other.blockedElsewhere = false;
            }
        }
        return null;
    }

    private void forResumption() {
        lock.lock();
        try {
            awaitResumption();
        } finally {
            lock.unlock();
        }
    }

    /** From here on the mutator does not touch the heap, and nobody waits for it. */
    public void block(Participant self) {
        self.state = Participant.BLOCKED;
        if (requested) {
            lock.lock();
            try {
                progress();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Ends {@link #block}; waits while mutators are stopped. */
    public void unblock(Participant self) {
        self.blockedElsewhere = true;
        unblockElsewhere();
    }

    /** Ends {@link #block} unless mutators are stopped. */
    private boolean tryUnblock(Participant self) {
        self.state = Participant.RUNNING;
        if (!requested) {
            return true;
        }
        lock.lock();
        try {
            if (stopping) {
                self.state = Participant.BLOCKED;
                changed.signalAll();
                return false;
            }
            self.acknowledged = handshake;
            progress();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops all mutators but the caller and retires every allocation buffer. If another thread is stopping them the caller stops
     * first, so what it knew of the heap may have changed when this returns.
     *
     * @param self the calling mutator, or null
     */
    void stop(Participant self) {
        beginStop(self);
        try {
            for (Participant participant : participants) {
                if (participant != self) {
                    awaitStopped(participant);
                }
            }
            forgetAllEnded();
            for (Participant participant : participants) {
                participant.retireBuffer();
            }
        } catch (RuntimeException | Error e) {
            // Out of Java memory, say: whoever has stopped must not wait for ever.
            resume(self);
            throw e;
        }
    }

    private void beginStop(Participant self) {
        blockElsewhere(self);
        lock.lock();
        try {
            if (self != null) {
                self.state = Participant.STOPPED;
                changed.signalAll();
            }
            awaitResumption();
            stopping = true;
            stopper = Thread.currentThread();
            requested = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the mutators go on. */
    void resume(Participant self) {
        lock.lock();
        try {
            stopping = false;
            stopper = null;
            if (self != null) {
                self.state = Participant.RUNNING;
                self.acknowledged = handshake;
            }
            progress();
        } finally {
            lock.unlock();
            unblockElsewhere();
        }
    }

    private void awaitStopped(Participant participant) {
        for (int i = 0; i < SPINS; i++) {
            if (participant.state != Participant.RUNNING) {
                return;
            }
            Thread.onSpinWait();
        }
        // A wait with the interrupt flag set would return at once and keep the lock, which those waited for need.
        boolean interrupted = Thread.interrupted();
        lock.lock();
        try {
            while (participant.state == Participant.RUNNING && participants.contains(participant)) {
                if (!participant.thread().isAlive()) {
                    forget(participant);
                } else {
                    interrupted |= awaitChange();
                }
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits a while for a change; returns whether the thread was interrupted, its flag cleared. */
    private boolean awaitChange() {
        try {
            changed.await(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Asks every mutator to pass a safepoint; does not wait. */
    void requestHandshake() {
        lock.lock();
        try {
            handshake++;
            progress();
        } finally {
            lock.unlock();
        }
    }

    /** From here on every poll is a safepoint in earnest: the heap has failed, and mutators are to learn of it. Any thread. */
    void alarm() {
        if (alarmed) {
            return;
        }
        lock.lock();
        try {
            alarmed = true;
            progress();
        } finally {
            lock.unlock();
        }
    }

    /** Whether every mutator has passed a safepoint since the last {@link #requestHandshake}. */
    boolean isSettled() {
        lock.lock();
        try {
            return everybodyHasAnswered();
        } finally {
            lock.unlock();
        }
    }

    private boolean everybodyHasAnswered() {
        for (Participant participant : participants) {
            if (participant.state != Participant.RUNNING) {
                // It holds nothing that it has loaded. When it runs again it need not answer what was asked before.
                participant.acknowledged = handshake;
            } else if (participant.acknowledged != handshake) {
                // While mutators are stopped someone may be looking at its roots.
                if (stopping || participant.thread().isAlive()) {
                    return false;
                }
                forget(participant);
            }
        }
        return true;
    }

    /** Detaches every mutator whose thread has ended, whatever it was doing. A safepoint of the calling thread's mutators, of all heaps. */
    public void forgetEnded() {
        // Whoever is stopping mutators waits for the caller's, too.
        blockElsewhere(null);
        lock.lock();
        try {
            awaitResumption();
            forgetAllEnded();
        } finally {
            lock.unlock();
            unblockElsewhere();
        }
    }

    /** The same by who has stopped the mutators. */
    private void forgetAllEnded() {
        lock.lock();
        try {
            for (Participant participant : participants) {
                if (!participant.thread().isAlive()) {
                    forget(participant);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(Participant participant) {
        participants.remove(participant);
        participant.threadEnded();
    }

    private void awaitResumption() {
        while (stopping) {
            if (stopper == Thread.currentThread()) {
                throw new IllegalStateException("a safepoint on the thread that has stopped the mutators: a root provider only visits its values");
            }
            changed.awaitUninterruptibly();
        }
    }

    /** Something changed: who waits looks again, and the request stands as long as there is something to request. */
    private void progress() {
        requested = stopping || alarmed || !everybodyHasAnswered();
        changed.signalAll();
    }
}

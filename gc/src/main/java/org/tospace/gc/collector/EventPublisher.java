package org.tospace.gc.collector;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.CollectorListener;
import org.tospace.gc.scan.TrapRing;
import org.tospace.runtime.memory.Memory;

/**
 * Hands events to listeners, one thread at a time, and drains the ring of traps outside the fault path.
 */
public final class EventPublisher {
    private static final long AGENT_MASK = (1L << TrapRing.ORIGIN_SHIFT) - 1;

    private final ReentrantLock lock = new ReentrantLock();
    private final CopyOnWriteArrayList<CollectorListener> listeners = new CopyOnWriteArrayList<>();
    private final long ring;
    private final TrapClock clock;
    private long reportedLost;
    private volatile Thread telling;
    /** The last collection whose start was published; traps of a later one wait. */
    private long announced;

    EventPublisher(long ring, TrapClock clock) {
        this.ring = ring;
        this.clock = clock;
    }

    /** Adds a listener. */
    public void add(CollectorListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void remove(CollectorListener listener) {
        listeners.remove(listener);
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** Publishes a collection's first two events, before any of its traps. */
    void publishStart(CollectorEvent.CollectionStarted started, CollectorEvent.Flip flip) {
        lock.lock();
        try {
            drainRing(started.collection());
            announced = started.collection();
            tell(started);
            tell(flip);
        } finally {
            lock.unlock();
        }
    }

    /** Publishes the traps recorded so far, and then the event. */
    void publish(CollectorEvent event) {
        lock.lock();
        try {
            drainRing(event.collection());
            tell(event);
        } finally {
            lock.unlock();
        }
    }

    /** Publishes the traps recorded so far, unless another thread is at it. */
    public void drain(long collection) {
        if (lock.tryLock()) {
            try {
                drainRing(collection);
            } finally {
                lock.unlock();
            }
        }
    }

    private void drainRing(long collection) {
        for (long record = TrapRing.next(ring); record != 0 && collection(record) <= announced; record = TrapRing.next(ring)) {
            if (hasListeners()) {
                tell(trap(record));
            }
            TrapRing.release(ring);
        }
        long lost = TrapRing.lost(ring);
        if (lost != reportedLost) {
            tell(new CollectorEvent.TrapsLost(collection, lost - reportedLost));
            reportedLost = lost;
        }
    }

    private static long collection(long record) {
        return Memory.getLong(record + TrapRing.ORIGIN) >>> TrapRing.ORIGIN_SHIFT;
    }

    private CollectorEvent trap(long record) {
        return new CollectorEvent.Trap(collection(record), (int) (Memory.getLong(record + TrapRing.ORIGIN) & AGENT_MASK),
                clock.nanoTime(Memory.getLong(record + TrapRing.START)), clock.nanos(Memory.getLong(record + TrapRing.WAIT)),
                clock.nanos(Memory.getLong(record + TrapRing.TIME)),
                Memory.getLong(record + TrapRing.PAGE), Memory.getLong(record + TrapRing.OBJECTS), Memory.getLong(record + TrapRing.COPIED));
    }

    /** Whether the calling thread is in a listener. */
    public boolean isTelling() {
        return telling == Thread.currentThread();
    }

    private void tell(CollectorEvent event) {
        telling = Thread.currentThread();
        for (CollectorListener listener : listeners) {
            try {
                listener.event(event);
            } catch (RuntimeException | Error e) {
                listeners.remove(listener);
                Thread thread = Thread.currentThread();
                Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
                if (handler != null) {
                    handler.uncaughtException(thread, e);
                }
            }
        }
        telling = null;
    }
}

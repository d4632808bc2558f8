package org.tospace.gc.collector;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.CollectorListener;
import org.tospace.gc.scan.TrapRing;
import org.tospace.runtime.memory.Memory;

/**
 * Hands events to listeners, one thread at a time, and drains the ring of traps outside the fault path.
 *
 * <p>Where there is a background thread it is the one that tells and drains, and a mutator leaves its events in a queue and goes on: what listeners take is
 * no pause. Without one, mutators do it when they assist. A collection's end is an event like others: the next may begin before it is told, and is told after it.
 */
public final class EventPublisher {
    private static final long AGENT_MASK = (1L << TrapRing.ORIGIN_SHIFT) - 1;

    private final ReentrantLock lock = new ReentrantLock();
    private final CopyOnWriteArrayList<CollectorListener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<CollectorEvent> untold = new ConcurrentLinkedQueue<>();
    private final long ring;
    private final TrapClock clock;
    private volatile Recorder recorder = Recorder.NONE;
    private volatile Thread background;
    private volatile Thread telling;
    /** These two are guarded by the lock. */
    private long reportedLost;
    /** The last collection whose start was told; traps of a later one wait. */
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

    /** Has everything recorded by this from now on. */
    public void setRecorder(Recorder value) {
        recorder = value;
    }

    Recorder recorder() {
        return recorder;
    }

    void setBackground(Thread thread) {
        background = thread;
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** Publishes a collection's first two events, before any of its traps. */
    void publishStart(CollectorEvent.CollectionStarted started, CollectorEvent.Flip flip) {
        recorder.summary(started.collection(), true, started.usedBytes(), 0);
        untold.add(started);
        publish(flip);
    }

    /** Publishes an event; the caller does not wait until listeners have been told. */
    void publish(CollectorEvent event) {
        untold.add(event);
        haveTold();
    }

    /** Puts a collection's end in its place, before the next can begin; {@link #haveTold} is to follow. */
    void enqueueEnd(CollectorEvent.CollectionFinished finished) {
        recorder.summary(finished.collection(), false, finished.usedBytes(), finished.liveBytes());
        untold.add(finished);
    }

    /** Has somebody tell what is untold: the background thread if there is one, otherwise the caller. */
    void haveTold() {
        Thread teller = background;
        if (teller == null) {
            drain();
        } else if (hasListeners()) {
            LockSupport.unpark(teller);
        }
    }

    /** Tells what is untold, unless another thread is at it: that one looks again before it leaves. */
    public void drain() {
        do {
            if (!lock.tryLock()) {
                return;
            }
            try {
                tellAll();
            } finally {
                lock.unlock();
            }
        } while (!untold.isEmpty());
    }

    /** Tells what is untold; waits for another thread that is at it. */
    public void catchUp() {
        lock.lock();
        try {
            tellAll();
        } finally {
            lock.unlock();
        }
    }

    private void tellAll() {
        for (CollectorEvent event = untold.poll(); event != null; event = untold.poll()) {
            switch (event) {
                case CollectorEvent.CollectionStarted started -> {
                    // What is left of the last collection's comes first.
                    drainRing();
                    announced = started.collection();
                }
                case CollectorEvent.CollectionFinished _ -> drainRing();
                default -> { }
            }
            tell(event);
        }
        drainRing();
    }

    private void drainRing() {
        for (long record = TrapRing.next(ring); record != 0 && collection(record) <= announced; record = TrapRing.next(ring)) {
            boolean recorded = recorder.wantsTraps();
            if (recorded || hasListeners()) {
                CollectorEvent.Trap trap = trap(record);
                if (recorded) {
                    recorder.trap(trap);
                }
                tell(trap);
            }
            TrapRing.release(ring);
        }
        long lost = TrapRing.lost(ring);
        if (lost != reportedLost) {
            tell(new CollectorEvent.TrapsLost(announced, lost - reportedLost));
            reportedLost = lost;
        }
    }

    private static long collection(long record) {
        return Memory.getLong(record + TrapRing.ORIGIN) >>> TrapRing.ORIGIN_SHIFT;
    }

    private CollectorEvent.Trap trap(long record) {
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

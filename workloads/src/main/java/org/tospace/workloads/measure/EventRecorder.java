package org.tospace.workloads.measure;

import java.util.EnumMap;
import java.util.Map;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.CollectorListener;

/**
 * A listener that keeps every pause of a heap. Cheap enough to be always on: an uncontended lock and three stores an event.
 *
 * <p>Events come from one thread at a time, though not always the same; read after the heap is closed, or the listener removed.
 */
public final class EventRecorder implements CollectorListener {
    private final Map<PauseKind, PauseLog> logs = new EnumMap<>(PauseKind.class);
    private final PauseLog flips = logOf(PauseKind.FLIP);
    private final PauseLog traps = logOf(PauseKind.TRAP);
    private final PauseLog stalls = logOf(PauseKind.STALL);
    private final PauseLog assists = logOf(PauseKind.ASSIST);
    private final HeapCurve heap = new HeapCurve();
    private HeapCurve.Point usedBefore = new HeapCurve.Point(0, 0);
    private long trapsLost;
    private long fromNanos = Long.MIN_VALUE;

    private PauseLog logOf(PauseKind kind) {
        PauseLog log = new PauseLog();
        logs.put(kind, log);
        return log;
    }

    /** Forgets what was told, and takes from now on only what happened after this time; of what began before and ended after it, the rest. */
    public synchronized void restart(long nanos) {
        fromNanos = nanos;
        logs.values().forEach(PauseLog::clear);
        heap.clear();
        trapsLost = 0;
    }

    @Override
    public synchronized void event(CollectorEvent event) {
        switch (event) {
            case CollectorEvent.Trap trap -> traps.addAfter(fromNanos, trap.mutator(), trap.startNanos(), trap.durationNanos());
            case CollectorEvent.Assist assist -> assists.addAfter(fromNanos, assist.mutator(), assist.startNanos(), assist.durationNanos());
            case CollectorEvent.Flip flip -> flips.addAfter(fromNanos, PauseLog.EVERY_MUTATOR, flip.startNanos(), flip.durationNanos());
            case CollectorEvent.Stall stall -> stalls.addAfter(fromNanos, stall.mutator(), stall.startNanos(), stall.durationNanos());
            case CollectorEvent.TrapsLost lost -> trapsLost += lost.count();
            case CollectorEvent.CollectionStarted started -> usedBefore = new HeapCurve.Point(started.startNanos(), started.usedBytes());
            case CollectorEvent.CollectionFinished end -> finished(end);
        }
    }

    private void finished(CollectorEvent.CollectionFinished collection) {
        long endNanos = collection.startNanos() + collection.durationNanos();
        if (endNanos >= fromNanos) {
            heap.add(usedBefore.notBefore(fromNanos), new HeapCurve.Point(endNanos, collection.usedBytes()));
        }
    }

    /** The pauses of a kind. */
    public synchronized PauseLog pauses(PauseKind kind) {
        return logs.get(kind);
    }

    /** What was in use before and after each collection. */
    public HeapCurve heap() {
        return heap;
    }

    /** How many traps came too fast to be told one by one. */
    public synchronized long trapsLost() {
        return trapsLost;
    }
}

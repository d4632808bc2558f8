package org.tospace.gc.jfr;

import java.util.List;
import java.util.function.LongSupplier;
import jdk.jfr.FlightRecorder;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.collector.Recorder;

/** Records one heap's events. Any thread. */
final class JfrRecorder implements Recorder {
    /** Never recorded: asked whether events of its kind are. */
    private static final TrapEvent ANY_TRAP = new TrapEvent();

    static {
        // Here, where a recording is being started, rather than in the first flip of it.
        for (Class<? extends HeapEvent> type : List.of(CycleEvent.class, FlipEvent.class, TrapEvent.class, StallEvent.class, AssistEvent.class,
                HeapSummaryEvent.class)) {
            FlightRecorder.register(type);
        }
    }

    private final String heap;
    private final long capacityBytes;
    private final LongSupplier residentBytes;

    JfrRecorder(String heap, long capacityBytes, LongSupplier residentBytes) {
        this.heap = heap;
        this.capacityBytes = capacityBytes;
        this.residentBytes = residentBytes;
    }

    private void commit(HeapEvent event, long collection) {
        event.heap = heap;
        event.gcId = collection;
        event.commit();
    }

    @Override
    public Span beginCycle() {
        CycleEvent event = new CycleEvent();
        if (!event.isEnabled()) {
            return Span.NONE;
        }
        event.begin();
        return end -> {
            if (end instanceof CollectorEvent.CollectionFinished finished) {
                event.end();
                event.liveBytes = finished.liveBytes();
                event.bytesCopied = finished.bytesCopied();
                event.objectsCopied = finished.objectsCopied();
                event.pagesByTrap = finished.pagesByTrap();
                event.pagesByCollector = finished.pagesByCollector();
                event.pagesByAssist = finished.pagesByAssist();
                commit(event, finished.collection());
            }
        };
    }

    @Override
    public Span beginFlip() {
        FlipEvent event = new FlipEvent();
        if (!event.isEnabled()) {
            return Span.NONE;
        }
        event.begin();
        return end -> {
            if (end instanceof CollectorEvent.Flip flip) {
                event.end();
                event.timeToStop = flip.timeToStopNanos();
                event.rootSlots = flip.rootSlots();
                commit(event, flip.collection());
            }
        };
    }

    @Override
    public Span beginAssist() {
        AssistEvent event = new AssistEvent();
        if (!event.isEnabled()) {
            return Span.NONE;
        }
        event.begin();
        return end -> {
            if (end instanceof CollectorEvent.Assist assist) {
                event.end();
                event.mutator = assist.mutator();
                event.pages = assist.pages();
                commit(event, assist.collection());
            }
        };
    }

    @Override
    public Span beginStall() {
        StallEvent event = new StallEvent();
        if (!event.isEnabled()) {
            return Span.NONE;
        }
        event.begin();
        return end -> {
            if (end instanceof CollectorEvent.Stall stall) {
                event.end();
                event.mutator = stall.mutator();
                commit(event, stall.collection());
            }
        };
    }

    @Override
    public boolean wantsTraps() {
        return ANY_TRAP.isEnabled();
    }

    @Override
    public void trap(CollectorEvent.Trap trap) {
        TrapEvent event = new TrapEvent();
        event.took = trap.durationNanos();
        if (event.shouldCommit()) {
            event.mutator = trap.mutator();
            event.waited = trap.waitNanos();
            event.ago = System.nanoTime() - trap.startNanos();
            event.page = trap.pageAddress();
            event.objectsCopied = trap.objectsCopied();
            event.bytesCopied = trap.bytesCopied();
            commit(event, trap.collection());
        }
    }

    @Override
    public void summary(long collection, boolean before, long usedBytes, long liveBytes) {
        HeapSummaryEvent event = new HeapSummaryEvent();
        if (event.isEnabled()) {
            event.when = before ? "Before GC" : "After GC";
            event.usedBytes = usedBytes;
            event.liveBytes = liveBytes;
            event.capacityBytes = capacityBytes;
            event.residentBytes = residentBytes.getAsLong();
            commit(event, collection);
        }
    }
}

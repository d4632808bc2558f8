package org.tospace.workloads.measure;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.CollectorListener;
import org.tospace.gc.Heap;

/**
 * Writes a heap's pauses as an HdrHistogram log, which the tools of that library read: for each second in which there were pauses of a kind a line with their
 * distribution in nanoseconds, tagged {@code flip}, {@code trap}, {@code stall} or {@code assist}. The column of maxima is in milliseconds.
 *
 * <p>A pause counts in the second in which it ended; one that is told when that second is written already counts in the next; one that was over before the log began counts
 * nowhere. Times are from the log's start.
 * Written by whoever tells listeners.
 */
public final class HistogramLog implements AutoCloseable {
    private static final long INTERVAL_NANOS = 1_000_000_000;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double NANOS_A_SECOND = 1e9;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Heap heap;
    private final CollectorListener listener = this::event;
    private final PrintStream out;
    private final HistogramLogWriter writer;
    private final long startMillis = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();
    private final Map<PauseKind, Histogram> histograms = new EnumMap<>(PauseKind.class);
    private long interval;
    private long trapsLost;

    private HistogramLog(Heap heap, PrintStream out) {
        this.heap = heap;
        this.out = out;
        this.writer = new HistogramLogWriter(out);
        for (PauseKind kind : PauseKind.values()) {
            histograms.put(kind, new Histogram(SIGNIFICANT_DIGITS));
        }
    }

    /**
     * Begins a log.
     *
     * @param out closed with the log
     */
    public static HistogramLog open(Heap heap, PrintStream out) {
        HistogramLog log = new HistogramLog(heap, out);
        log.begin();
        return log;
    }

    private void begin() {
        writer.outputComment("[Pauses of the tospace heap " + heap.name() + ", " + heap.options() + "]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(startMillis);
        writer.setBaseTime(startMillis);
        writer.outputLegend();
        heap.addListener(listener);
    }

    private synchronized void event(CollectorEvent event) {
        switch (event) {
            case CollectorEvent.Trap trap -> add(PauseKind.TRAP, trap.startNanos(), trap.durationNanos());
            case CollectorEvent.Assist assist -> add(PauseKind.ASSIST, assist.startNanos(), assist.durationNanos());
            case CollectorEvent.Flip flip -> add(PauseKind.FLIP, flip.startNanos(), flip.durationNanos());
            case CollectorEvent.Stall stall -> add(PauseKind.STALL, stall.startNanos(), stall.durationNanos());
            case CollectorEvent.TrapsLost lost -> trapsLost += lost.count();
            case CollectorEvent.CollectionStarted _, CollectorEvent.CollectionFinished _ -> { }
        }
    }

    private void add(PauseKind kind, long pauseStart, long nanos) {
        if (pauseStart + nanos - startNanos < 0) {
            return;
        }
        long ended = (pauseStart + nanos - startNanos) / INTERVAL_NANOS;
        if (ended > interval) {
            write();
            interval = ended;
        }
        histograms.get(kind).recordValue(Math.max(0, nanos));
    }

    private void write() {
        double start = interval * (INTERVAL_NANOS / NANOS_A_SECOND);
        for (Map.Entry<PauseKind, Histogram> entry : histograms.entrySet()) {
            Histogram histogram = entry.getValue();
            if (histogram.getTotalCount() != 0) {
                histogram.setTag(entry.getKey().key());
                writer.outputIntervalHistogram(start, start + INTERVAL_NANOS / NANOS_A_SECOND, histogram, NANOS_A_MILLI);
                histogram.reset();
            }
        }
        out.flush();
    }

    /** Ends the log with what has happened so far, and closes its stream. */
    @Override
    public void close() {
        heap.removeListener(listener);
        synchronized (this) {
            write();
            if (trapsLost != 0) {
                writer.outputComment("[" + trapsLost + " traps came too fast to be recorded]");
            }
            writer.close();
            out.close();
        }
    }
}

package org.tospace.gc;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * A log of a heap's collections that reads like the JVM's unified log ({@code -Xlog:gc}): uptime, level, tags, and the number of the collection.
 *
 * <pre>
 * [0.310s][info][gc] Using tospace: heap-1, heap=64m,barrier=trap,...
 * [0.731s][info][gc] GC(3) Pause Flip 0.042ms
 * [0.735s][info][gc] GC(3) Concurrent Copying 31744K-&gt;5120K(32768K) 4.002ms
 * </pre>
 *
 * Sizes are pages in use before the collection and after it, and in brackets what may be in use at a time, half the heap. The time on the left is when what the
 * line tells of was over, from the start of the JVM; lines that several threads have made may be out of order by milliseconds.
 *
 * <p>Written by whoever tells listeners (see {@link CollectorListener}), so never by a mutator while there is a background collector, except in
 * {@link Heap#collect}. Whoever writes flushes after each collection and each stall. What cannot be written ends the log, and goes to the thread's handler
 * of uncaught exceptions; the heap goes on.
 *
 * <p>Example:
 * {@snippet :
 * try (GcLog _ = GcLog.open(heap, Path.of("gc.log"))) {
 *     heap.collect();
 * }
 * GcLog forGcViewer = GcLog.open(heap, Path.of("gcviewer.log"), GcLog.Style.GCVIEWER, GcLog.Level.INFO);
 * GcLog toErrors = GcLog.open(heap, System.err, GcLog.Style.UNIFIED, GcLog.Level.DEBUG);
 * }
 */
public final class GcLog implements AutoCloseable {
    private static final long LARGEST_IN_KILOBYTES = 100L << 20;
    private static final long LARGEST_IN_MEGABYTES = 100L << 30;

    private final Heap heap;
    private final Appendable out;
    private final boolean closes;
    private final Style style;
    private final Level level;
    private final CollectorListener listener = this::write;
    /** {@link System#nanoTime} when the JVM started. */
    private final long startNanos;
    private final char unit;
    private final int unitShift;
    /** Of the collection that was told last, or the one before it ended. */
    private long usedBefore;
    private long usedAfter;
    private long flipNanos;

    /** What lines are called. */
    public enum Style {
        /** By their own names: a flip is a {@code Pause Flip}. */
        UNIFIED,
        /**
         * By names that GCViewer knows. A flip is a {@code Pause Young}, written when the collection has ended so that it shows what was freed; a collection is a
         * {@code Concurrent Cycle}; a stall, which holds up one mutator, is a {@code Pause Full}. Nothing else is written, whatever the level.
         */
        GCVIEWER
    }

    /** How much is written. */
    public enum Level {
        /** Flips, collections, stalls. */
        INFO,
        /** Assists, too, and what each collection has done. */
        DEBUG,
        /** Each trap, too. */
        TRACE
    }

    private GcLog(Heap heap, Appendable out, boolean closes, Style style, Level level) {
        this.heap = Objects.requireNonNull(heap, "heap");
        this.out = Objects.requireNonNull(out, "out");
        this.closes = closes;
        this.style = Objects.requireNonNull(style, "style");
        this.level = Objects.requireNonNull(level, "level");
        startNanos = JvmStart.nanoTime();
        long capacity = heap.options().spaceBytes();
        unit = capacity < LARGEST_IN_KILOBYTES ? 'K' : capacity < LARGEST_IN_MEGABYTES ? 'M' : 'G';
        unitShift = unit == 'K' ? 10 : unit == 'M' ? 20 : 30;
    }

    /**
     * A log of what the heap does from now on, at {@link Level#INFO}.
     *
     * @param file made, or overwritten
     * @throws IOException when it cannot be
     */
    public static GcLog open(Heap heap, Path file) throws IOException {
        return open(heap, file, Style.UNIFIED, Level.INFO);
    }

    /**
     * A log of what the heap does from now on.
     *
     * @param file made, or overwritten
     * @throws IOException when it cannot be
     */
    public static GcLog open(Heap heap, Path file, Style style, Level level) throws IOException {
        Writer writer = Files.newBufferedWriter(file);
        boolean begun = false;
        try {
            GcLog log = new GcLog(heap, writer, true, style, level);
            log.begin();
            begun = true;
            return log;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            if (!begun) {
                writer.close();
            }
        }
    }

    /**
     * A log of what the heap does from now on.
     *
     * @param out written to by one thread at a time, flushed if it can be, and not closed
     * @throws UncheckedIOException when it cannot be written to
     */
    public static GcLog open(Heap heap, Appendable out, Style style, Level level) {
        GcLog log = new GcLog(heap, out, false, style, level);
        log.begin();
        return log;
    }

    private void begin() {
        line(System.nanoTime(), "info", "gc", "Using tospace: " + heap.name() + ", " + heap.options());
        flush();
        heap.addListener(listener);
    }

    private synchronized void write(CollectorEvent event) {
        switch (event) {
            case CollectorEvent.CollectionStarted started -> usedBefore = started.usedBytes();
            case CollectorEvent.Flip flip -> {
                flipNanos = flip.durationNanos();
                writeFlip(flip);
            }
            case CollectorEvent.CollectionFinished finished -> {
                usedAfter = finished.usedBytes();
                writeEnd(finished);
                flush();
            }
            case CollectorEvent.Stall stall -> {
                String what = style == Style.GCVIEWER ? "Pause Full (Allocation Stall) " + sizes() : "Allocation Stall (mutator " + stall.mutator() + ")";
                line(stall, stall.startNanos() + stall.durationNanos(), "info", "gc", what + " " + millis(stall.durationNanos()));
                flush();
            }
            case CollectorEvent.Assist assist when writes(Level.DEBUG) ->
                line(assist, assist.startNanos() + assist.durationNanos(), "debug", "gc,assist",
                        "Allocation Assist (mutator " + assist.mutator() + ") " + assist.pages() + " pages " + millis(assist.durationNanos()));
            case CollectorEvent.Trap trap when writes(Level.TRACE) ->
                line(trap, trap.startNanos() + trap.durationNanos(), "trace", "gc,trap", "Trap (mutator " + trap.mutator() + ") page 0x"
                        + Long.toHexString(trap.pageAddress()) + ", " + trap.objectsCopied() + " objects copied, " + millis(trap.waitNanos()) + " waited, "
                        + millis(trap.durationNanos()));
            case CollectorEvent.TrapsLost lost when writes(Level.TRACE) ->
                line(lost, System.nanoTime(), "trace", "gc,trap", lost.count() + " traps came too fast to be recorded");
            case CollectorEvent.Assist _, CollectorEvent.Trap _, CollectorEvent.TrapsLost _ -> { }
        }
    }

    private boolean writes(Level wanted) {
        return style == Style.UNIFIED && level.compareTo(wanted) >= 0;
    }

    private void writeFlip(CollectorEvent.Flip flip) {
        long end = flip.startNanos() + flip.durationNanos();
        if (style == Style.GCVIEWER) {
            line(flip, end, "info", "gc", "Concurrent Cycle");
            return;
        }
        line(flip, end, "info", "gc", "Pause Flip " + millis(flip.durationNanos()));
        if (writes(Level.DEBUG)) {
            line(flip, end, "debug", "gc,phases", "Time to Stop " + millis(flip.timeToStopNanos()) + ", " + flip.rootSlots() + " root slots");
        }
    }

    private void writeEnd(CollectorEvent.CollectionFinished finished) {
        long end = finished.startNanos() + finished.durationNanos();
        if (style == Style.GCVIEWER) {
            line(finished, end, "info", "gc", "Pause Young (Flip) " + sizes() + " " + millis(flipNanos));
            line(finished, end, "info", "gc", "Concurrent Cycle " + millis(finished.durationNanos() - flipNanos));
            return;
        }
        line(finished, end, "info", "gc", "Concurrent Copying " + sizes() + " " + millis(finished.durationNanos() - flipNanos));
        if (writes(Level.DEBUG)) {
            line(finished, end, "debug", "gc,heap", "Live " + size(finished.liveBytes()) + " in " + finished.objectsCopied() + " objects; pages scanned by traps "
                    + finished.pagesByTrap() + ", by the collector " + finished.pagesByCollector() + ", by assists " + finished.pagesByAssist());
        }
    }

    private String sizes() {
        return size(usedBefore) + "->" + size(usedAfter) + "(" + size(heap.options().spaceBytes()) + ")";
    }

    private String size(long bytes) {
        return (bytes >> unitShift) + "" + unit;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3fms", nanos / 1e6);
    }

    private void line(CollectorEvent event, long atNanos, String severity, String tags, String text) {
        line(atNanos, severity, tags, "GC(" + event.collection() + ") " + text);
    }

    private void line(long atNanos, String severity, String tags, String text) {
        try {
            out.append(String.format(Locale.ROOT, "[%.3fs][%s][%s] %s%n", (atNanos - startNanos) / 1e9, severity, tags, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() {
        if (out instanceof Flushable flushable) {
            try {
                flushable.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Ends the log, with all that has happened so far, and closes its file; before or after the heap is closed.
     *
     * @throws UncheckedIOException when the end of it cannot be written
     */
    @Override
    public void close() {
        heap.removeListener(listener);
        synchronized (this) {
            flush();
            if (closes) {
                try {
                    ((Writer) out).close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}

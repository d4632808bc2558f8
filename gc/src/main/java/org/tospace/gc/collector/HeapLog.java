package org.tospace.gc.collector;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.HeapExhaustedException;
import org.tospace.gc.HeapFailureException;
import org.tospace.gc.HeapOptions;

/**
 * What a heap tells the system's logger {@value #NAME}. The platform shows INFO and above unless told otherwise, so nothing that is in order is above DEBUG:
 * opening and closing DEBUG, each collection TRACE, an exhausted heap WARNING (at most one a minute: programs may live with it), a failed heap ERROR (once).
 *
 * <p>Any thread, outside the fault path, never while mutators are stopped.
 */
public final class HeapLog {
    /** The logger's name. */
    public static final String NAME = "org.tospace.gc";
    /** Tells nobody. */
    static final HeapLog NONE = new HeapLog(null, "");

    private static final long NANOS_BETWEEN_WARNINGS = 60_000_000_000L;

    private final System.Logger logger;
    private final String heap;
    private final AtomicBoolean failureTold = new AtomicBoolean();
    private final AtomicLong exhaustions = new AtomicLong();
    private final AtomicLong warned = new AtomicLong();

    private HeapLog(System.Logger logger, String heap) {
        this.logger = logger;
        this.heap = heap;
    }

    /**
     * The log of a heap, unless its options want none. The first one of a process has the platform prepare its logging, which takes 10 ms when it has not done so.
     *
     * @param heap its name
     */
    public static HeapLog of(String heap, HeapOptions options) {
        return options.log() ? new HeapLog(System.getLogger(NAME), heap) : NONE;
    }

    private boolean tells(Level level) {
        return logger != null && logger.isLoggable(level);
    }

    private void tell(Level level, String message, Throwable thrown) {
        try {
            logger.log(level, message, thrown);
        } catch (RuntimeException | StackOverflowError _) {
            // A logger that fails is no reason for a heap to fail: this much is not told.
            return;
        }
    }

    private void tell(Level level, String message) {
        tell(level, message, null);
    }

    /** The heap is open. */
    public void opened(HeapOptions options) {
        if (tells(Level.DEBUG)) {
            tell(Level.DEBUG, heap + ": opened with " + options);
        }
    }

    /** The heap is closed. */
    public void closed(long collections) {
        if (tells(Level.DEBUG)) {
            tell(Level.DEBUG, heap + ": closed after " + collections + " collections");
        }
    }

    void ended(CollectorEvent.CollectionFinished finished) {
        if (tells(Level.TRACE)) {
            tell(Level.TRACE, heap + ": collection " + finished.collection() + " took " + finished.durationNanos() / 1_000 + " us, " + finished.liveBytes()
                    + " bytes live, " + finished.usedBytes() + " in use");
        }
    }

    /** Returns what it was given, to be thrown. */
    HeapExhaustedException exhausted(HeapExhaustedException e) {
        if (tells(Level.WARNING)) {
            long count = exhaustions.incrementAndGet();
            long last = warned.get();
            // Never 0, which stands for "not yet".
            long now = System.nanoTime() | 1;
            if ((last == 0 || now - last > NANOS_BETWEEN_WARNINGS) && warned.compareAndSet(last, now)) {
                tell(Level.WARNING, heap + ": " + e.getMessage() + (count == 1 ? "" : " (" + count + " times so far)"));
            }
        }
        return e;
    }

    /** Returns what it was given, to be thrown. */
    HeapFailureException failed(HeapFailureException e) {
        if (!failureTold.get() && tells(Level.ERROR) && failureTold.compareAndSet(false, true)) {
            tell(Level.ERROR, heap + ": " + e.getMessage(), e);
        }
        return e;
    }
}

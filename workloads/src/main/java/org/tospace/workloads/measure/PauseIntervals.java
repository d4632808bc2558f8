package org.tospace.workloads.measure;

import java.util.Arrays;
import java.util.Collection;

/**
 * The times at which one mutator was held up: disjoint intervals in order, within a span. Pauses that overlap (a stall and the
 * scanning done in it) count once. Immutable.
 */
public final class PauseIntervals {
    private final long spanStart;
    private final long spanEnd;
    private final long[] starts;
    private final long[] ends;
    /** {@code pausedBefore[i]}: the sum of all intervals before interval i. */
    private final long[] pausedBefore;

    private PauseIntervals(long spanStart, long spanEnd, long[] starts, long[] ends) {
        this.spanStart = spanStart;
        this.spanEnd = spanEnd;
        this.starts = starts;
        this.ends = ends;
        pausedBefore = new long[starts.length + 1];
        for (int i = 0; i < starts.length; i++) {
            pausedBefore[i + 1] = pausedBefore[i] + ends[i] - starts[i];
        }
    }

    /** The pauses of the logs that held up the span's mutator, cut to the span. */
    public static PauseIntervals of(MutatorSpan span, Collection<PauseLog> logs) {
        long[][] pauses = new long[logs.stream().mapToInt(PauseLog::size).sum()][];
        int count = 0;
        for (PauseLog log : logs) {
            for (int i = 0; i < log.size(); i++) {
                long start = Math.max(span.startNanos(), log.startNanos(i));
                long end = Math.min(span.endNanos(), log.startNanos(i) + log.durationNanos(i));
                if (start < end && log.concerns(i, span.mutator())) {
                    pauses[count++] = new long[] {start, end};
                }
            }
        }
        return merged(span, Arrays.copyOf(pauses, count));
    }

    private static PauseIntervals merged(MutatorSpan span, long[][] pauses) {
        Arrays.sort(pauses, (a, b) -> Long.compare(a[0], b[0]));
        long[] starts = new long[pauses.length];
        long[] ends = new long[pauses.length];
        int last = -1;
        for (long[] pause : pauses) {
            if (last >= 0 && pause[0] <= ends[last]) {
                ends[last] = Math.max(ends[last], pause[1]);
            } else {
                last++;
                starts[last] = pause[0];
                ends[last] = pause[1];
            }
        }
        return new PauseIntervals(span.startNanos(), span.endNanos(), Arrays.copyOf(starts, last + 1), Arrays.copyOf(ends, last + 1));
    }

    /** When the mutator began. */
    public long spanStart() {
        return spanStart;
    }

    /** When the mutator ended. */
    public long spanEnd() {
        return spanEnd;
    }

    /** How many intervals there are. */
    public int size() {
        return starts.length;
    }

    /** When interval {@code index} begins. */
    public long start(int index) {
        return starts[index];
    }

    /** When interval {@code index} ends. */
    public long end(int index) {
        return ends[index];
    }

    /** How much of the time from {@code from} to {@code to} was pause. */
    public long pausedBetween(long from, long to) {
        return pausedUntil(to) - pausedUntil(from);
    }

    private long pausedUntil(long time) {
        int found = Arrays.binarySearch(starts, time);
        int after = found >= 0 ? found : -found - 1;
        long paused = pausedBefore[after];
        boolean within = after > 0 && time < ends[after - 1];
        return within ? paused - (ends[after - 1] - time) : paused;
    }
}

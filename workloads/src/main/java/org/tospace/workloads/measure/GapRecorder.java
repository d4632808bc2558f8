package org.tospace.workloads.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Steps that are measured: the gap between each two ticks goes into a histogram, and those above a threshold are kept one by one, with
 * their time. A tick reads the clock once.
 *
 * <p>Used by one thread; others read when it has ended. It may lie in the very heap whose collector is measured, so it takes little of it, 140 KB or so, and all
 * of that when it is made; single gaps are kept outside the heap. When it has no more room for single gaps, it forgets the shorter half of them, and keeps from then on
 * only such as are longer than those: whatever the number, the longest are there. The time that this takes counts in no gap.
 */
public final class GapRecorder extends Steps {
    /** The threshold of gaps that are kept one by one, unless there are too many: 50 us. */
    public static final long DEFAULT_THRESHOLD_NANOS = 50_000;

    private static final int CAPACITY = 1 << 15;
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final AbstractHistogram histogram = new IntCountsHistogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final LongBuffer starts;
    private final LongBuffer lengths;
    private final long firstThresholdNanos;
    private int size;
    private long thresholdNanos;
    private long beginNanos;
    private long lastNanos;
    private long totalNanos;
    private long longestNanos;

    /** A recorder with the usual threshold. */
    public GapRecorder() {
        this(DEFAULT_THRESHOLD_NANOS, CAPACITY);
    }

    /** For tests: a recorder that has room for fewer single gaps, at least 2. */
    GapRecorder(long thresholdNanos, int capacity) {
        this.firstThresholdNanos = thresholdNanos;
        this.thresholdNanos = thresholdNanos;
        starts = outsideTheHeap(capacity);
        lengths = outsideTheHeap(capacity);
    }

    private static LongBuffer outsideTheHeap(int capacity) {
        return ByteBuffer.allocateDirect(capacity * Long.BYTES).order(ByteOrder.nativeOrder()).asLongBuffer();
    }

    /** Forgets all gaps; as if it was new, but what it is made of has been used. */
    public void restart() {
        histogram.reset();
        size = 0;
        thresholdNanos = firstThresholdNanos;
        beginNanos = 0;
        totalNanos = 0;
        longestNanos = 0;
    }

    @Override
    public void begin() {
        long now = System.nanoTime();
        if (beginNanos == 0) {
            beginNanos = now;
        }
        lastNanos = now;
    }

    @Override
    public void tick() {
        long now = System.nanoTime();
        record(lastNanos, now - lastNanos);
        lastNanos = now;
        if (size == starts.capacity()) {
            forgetShorterHalf();
            lastNanos = System.nanoTime();
        }
    }

    /** Takes a gap down. */
    void record(long start, long length) {
        histogram.recordValue(Math.min(length, LONGEST_NANOS));
        totalNanos += length;
        longestNanos = Math.max(longestNanos, length);
        if (length >= thresholdNanos) {
            starts.put(size, start);
            lengths.put(size, length);
            size++;
        }
    }

    /** Leaves at most half of the gaps, the longest, in their order. Those as long as the median may all go. */
    void forgetShorterHalf() {
        long[] sorted = new long[size];
        lengths.get(0, sorted);
        Arrays.sort(sorted);
        thresholdNanos = sorted[size / 2] + 1;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (lengths.get(i) >= thresholdNanos) {
                starts.put(kept, starts.get(i));
                lengths.put(kept, lengths.get(i));
                kept++;
            }
        }
        size = kept;
    }

    /** The distribution of all gaps. */
    public AbstractHistogram histogram() {
        return histogram;
    }

    /** The sum of all gaps. */
    public long totalNanos() {
        return totalNanos;
    }

    /** The longest gap, exactly. */
    public long longestNanos() {
        return longestNanos;
    }

    /** From which length on gaps were kept one by one. */
    public long thresholdNanos() {
        return thresholdNanos;
    }

    /** The gaps that were kept one by one, in the order of time; as if of mutator 0. */
    public PauseLog longGaps() {
        PauseLog log = new PauseLog();
        for (int i = 0; i < size; i++) {
            log.add(0, starts.get(i), lengths.get(i));
        }
        return log;
    }

    /** From the first step's begin to the last one's end; as if of mutator 0. */
    public MutatorSpan span() {
        return new MutatorSpan(0, beginNanos, lastNanos);
    }
}

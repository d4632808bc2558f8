package org.tospace.workloads.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The gaps between the steps of all threads of a run: what they saw of all delays, their own work between two ticks included. Immutable. */
public final class Gaps {
    private final Histogram histogram = new Histogram(3);
    private final List<GapRecorder> recorders;

    private Gaps(List<GapRecorder> recorders) {
        this.recorders = recorders;
        recorders.forEach(recorder -> histogram.add(recorder.histogram()));
    }

    /** What these have recorded; their threads must have ended. */
    public static Gaps of(List<GapRecorder> recorders) {
        return new Gaps(List.copyOf(recorders));
    }

    /** How many there were. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** The percentile, at most the longest: of gaps, not of time. */
    public long percentileNanos(double percentile) {
        return count() == 0 ? 0 : Math.min(longestNanos(), histogram.getValueAtPercentile(percentile));
    }

    /** The longest, exactly. */
    public long longestNanos() {
        return recorders.stream().mapToLong(GapRecorder::longestNanos).max().orElse(0);
    }

    /** The sum of all. */
    public long totalNanos() {
        return recorders.stream().mapToLong(GapRecorder::totalNanos).sum();
    }

    /** From which length on every gap was kept one by one. */
    public long thresholdNanos() {
        return recorders.stream().mapToLong(GapRecorder::thresholdNanos).max().orElse(0);
    }

    /** The gaps kept one by one, a log for each thread. */
    public List<PauseLog> longGaps() {
        return recorders.stream().map(GapRecorder::longGaps).toList();
    }

    /** Minimum mutator utilisation by the length of the window in milliseconds, if each gap kept one by one is taken for a pause. */
    public Map<Integer, Double> minimumUtilisation() {
        return MinimumUtilisation.byWindow(recorders.stream().filter(recorder -> recorder.histogram().getTotalCount() > 0)
                .map(recorder -> PauseIntervals.of(recorder.span(), List.of(recorder.longGaps()))).toList());
    }

    /** The whole distribution as HdrHistogram encodes and compresses it, in base 64. */
    public String encoded() {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}

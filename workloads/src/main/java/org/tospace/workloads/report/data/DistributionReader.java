package org.tospace.workloads.report.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Distributions of the mutator's gaps and of its pauses, from whatever a run record keeps of them. */
final class DistributionReader {
    private static final double HALF = 0.5;

    private DistributionReader() {
    }

    /** From the member "gaps": its histogram, else its percentiles. */
    static Distribution gaps(JsonNode gaps, List<String> notes, String where) {
        String hdr = JsonFields.text(gaps, "hdr");
        if (!hdr.isEmpty()) {
            try {
                return decode(hdr);
            } catch (DataFormatException | RuntimeException e) {
                notes.add(where + ": the histogram of its gaps cannot be read; its percentiles stand for it.");
            }
        }
        return percentiles(gaps, new double[] {HALF, 0.99, 0.999, 0.9999, 1},
                new String[] {"p50Nanos", "p99Nanos", "p999Nanos", "p9999Nanos", "maxNanos"});
    }

    private static Distribution decode(String base64) throws DataFormatException {
        Histogram histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(base64)), 0);
        Distribution.Builder all = new Distribution.Builder();
        for (HistogramIterationValue step : histogram.recordedValues()) {
            all.add(Math.min(step.getValueIteratedTo(), histogram.getMaxValue()), step.getCountAddedInThisIterationStep());
        }
        return all.build();
    }

    /** From events, of which only the longest were kept: the others are at most as long as the shortest kept. */
    static Distribution pauses(List<Event> events, double dropped, Iterable<KindCount> kinds) {
        Distribution.Builder all = new Distribution.Builder();
        if (events.isEmpty()) {
            for (KindCount kind : kinds) {
                all.add(ofKind(kind));
            }
            return all.build();
        }
        double shortest = Double.POSITIVE_INFINITY;
        for (Event event : events) {
            all.add(event.lengthNanos(), 1);
            shortest = Math.min(shortest, event.lengthNanos());
        }
        if (dropped >= 1) {
            all.addAtMost(shortest, (long) dropped);
        }
        return all.build();
    }

    private static Distribution ofKind(KindCount kind) {
        return bounds((long) kind.count(), new double[] {HALF, 0.99, 1}, new double[] {kind.p50Nanos(), kind.p99Nanos(), kind.maxNanos()});
    }

    private static Distribution percentiles(JsonNode object, double[] shares, String[] names) {
        double[] values = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = JsonFields.number(object, names[i]);
        }
        return bounds(JsonFields.whole(object, "count"), shares, values);
    }

    /** Between two percentiles all values are at most the upper one; the greatest is exact. */
    private static Distribution bounds(long count, double[] shares, double[] values) {
        Distribution.Builder all = new Distribution.Builder();
        long rank = 0;
        for (int i = 0; i < shares.length && count > 0; i++) {
            long upTo = Math.min(count - (i == shares.length - 1 ? 0 : 1), (long) Math.ceil(shares[i] * count));
            if (!Double.isNaN(values[i]) && upTo > rank) {
                all.addAtMost(values[i], upTo - rank - (i == shares.length - 1 ? 1 : 0));
                all.add(values[i], i == shares.length - 1 ? 1 : 0);
                rank = upTo;
            }
        }
        return all.build();
    }
}

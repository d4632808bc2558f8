package org.tospace.workloads.report.data;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * One run in one process.
 *
 * @param variant how memory was collected: "trap", "zgc" and so on
 * @param source the name of the file
 * @param invocation from 1; 0 when unknown
 * @param order the position in the order in which the runs were made, from 1; 0 when unknown
 * @param heapBytes 0 when unknown
 * @param wallNanos of an iteration: the median of the process
 * @param cpuNanos of an iteration: the mean of the process
 * @param pausesByKind in the file's order
 * @param pauses all pauses of all kinds
 * @param pauseEvents by start
 * @param gapEvents by start
 * @param mmu minimum mutator utilisation by window in milliseconds, from the pauses
 * @param gapMmu the same from the gaps
 * @param heap used bytes by nanoseconds
 * @param failure what went wrong; empty when nothing did
 */
public record Run(String variant, String source, int invocation, int order, long heapBytes, double wallNanos, double cpuNanos,
        double peakBytes, Map<String, KindCount> pausesByKind, Distribution pauses, List<Event> pauseEvents, double pauseEventsDropped,
        Distribution gaps, List<Event> gapEvents, NavigableMap<Double, Double> mmu, NavigableMap<Double, Double> gapMmu, List<Sample> heap,
        String failure) {
    /** What is known of a run's machine without a collector: it is measured, and not ranked. */
    public static final String IDLE = "idle";

    /** Whether the run has no result. */
    public boolean isFailed() {
        return !failure.isEmpty();
    }

    /** Whether this is the control: the machine's own gaps. */
    public boolean isIdle() {
        return variant.equals(IDLE);
    }

    double longestPauseNanos() {
        if (!isIdle() && !pausesByKind.isEmpty() && pausesByKind.values().stream().noneMatch(KindCount::isAny)) {
            return 0;
        }
        double longest = pausesByKind.values().stream().mapToDouble(KindCount::maxNanos).filter(value -> !Double.isNaN(value)).max()
                .orElse(Double.NaN);
        return Double.isNaN(longest) ? pauses.max() : longest;
    }

    double pausedNanos() {
        return pausesByKind.isEmpty() ? Double.NaN
                : pausesByKind.values().stream().mapToDouble(KindCount::totalNanos).filter(value -> !Double.isNaN(value)).sum();
    }

    double stalls() {
        if (isIdle() || pausesByKind.isEmpty()) {
            return Double.NaN;
        }
        KindCount stalls = pausesByKind.get("stall");
        return stalls == null ? 0 : stalls.count();
    }

    double mmuAt(double windowMillis) {
        return mmu.getOrDefault(windowMillis, Double.NaN);
    }

    double gapMmuAt(double windowMillis) {
        return gapMmu.getOrDefault(windowMillis, Double.NaN);
    }

    /** The order in which variants are shown; what nobody knows comes last, by name. */
    public static Comparator<String> variantOrder() {
        List<String> known = knownVariants();
        return Comparator.<String>comparingInt(name -> known.contains(name) ? known.indexOf(name) : known.size())
                .thenComparing(Comparator.naturalOrder());
    }

    /** The variants that there are, ours first. */
    public static List<String> knownVariants() {
        return List.of("trap", "upcall", "checked", "zgc", "g1", "shenandoah", "serial", "parallel", IDLE);
    }
}

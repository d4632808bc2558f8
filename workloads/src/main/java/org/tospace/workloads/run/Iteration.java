package org.tospace.workloads.run;

import java.util.List;

/**
 * One of several runs in the same heap.
 *
 * @param wallNanos how long it took, the workload's own check included
 * @param collections how many collections began meanwhile
 */
public record Iteration(long wallNanos, long collections) {
    /** The time of the one in the middle, of an even number the mean of the two there; 0 of none. */
    public static long medianNanos(List<Iteration> iterations) {
        long[] sorted = iterations.stream().mapToLong(Iteration::wallNanos).sorted().toArray();
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}

package org.tospace.workloads.run;

/**
 * One of several runs in the same heap.
 *
 * @param wallNanos how long it took, the workload's own check included
 * @param collections how many collections began meanwhile
 */
public record Iteration(long wallNanos, long collections) {
}

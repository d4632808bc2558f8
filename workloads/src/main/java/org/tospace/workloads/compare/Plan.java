package org.tospace.workloads.compare;

import java.util.List;

/**
 * What is compared.
 *
 * @param reference the variant that the others are compared with
 * @param heaps sizes in bytes, each for every variant
 * @param seed of the order of runs, and of the workload's random choices
 */
public record Plan(Variant reference, List<Variant> variants, List<Long> heaps, int invocations, long seed) {
}

package org.tospace.workloads.compare;

import java.util.List;

/**
 * What is compared.
 *
 * @param reference the variant that the others are compared with
 * @param heaps sizes in bytes, each for every variant
 * @param warmup how many iterations of each process are not measured
 * @param iterations how many are
 * @param invocations how many processes each variant has
 * @param seed of the order of runs, and of the workload's random choices
 */
public record Plan(Variant reference, List<Variant> variants, List<Long> heaps, int warmup, int iterations, int invocations, long seed) {
}

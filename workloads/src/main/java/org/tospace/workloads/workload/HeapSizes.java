package org.tospace.workloads.workload;

/** Heaps that are asked for in round numbers. */
final class HeapSizes {
    private HeapSizes() {
    }

    /** The smallest power of two that is not below this. */
    static long powerOfTwo(long bytes) {
        return Long.highestOneBit(Math.max(2, bytes) - 1) * 2;
    }
}
